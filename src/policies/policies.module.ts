import { Global, Module } from '@nestjs/common';
import { PoliciesController } from './policies.controller.js';
import { Policies } from './policies.service.js';

@Global()
@Module({ controllers: [PoliciesController], providers: [Policies], exports: [Policies] })
export class PoliciesModule {}
