import { Module } from '@nestjs/common';
import { Derivation } from './derivation.service.js';

@Module({ providers: [Derivation] })
export class ObligationsModule {}
