import { Module } from '@nestjs/common';
import { Derivation } from './derivation.service.js';
import { PolicyChanges } from './policy-changes.service.js';

@Module({ providers: [Derivation, PolicyChanges] })
export class ObligationsModule {}
