import { Global, Module } from '@nestjs/common';
import { Outbound } from './outbound.js';
import { Resolver } from './resolver.js';

@Global()
@Module({ providers: [Outbound, Resolver], exports: [Outbound] })
export class OutboundModule {}
