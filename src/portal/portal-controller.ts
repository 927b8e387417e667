import {
  applyDecorators,
  Controller,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController, Open } from '../platform/http/index.js';
import { DeadLinkFilter } from './dead-link.js';
import { AskedGuard } from './incident/asked.guard.js';
import { LeavingGuard } from './offboarding/leaving.guard.js';
import { PortalFrame } from './portal-frame.js';
import { PortalGuard } from './portal.guard.js';
import { RemedyGuard } from './remediation/remedy.guard.js';

/** Pages that a link leads to, before it was exchanged. */
export const LinkController = (path: string) =>
  applyDecorators(
    Controller(path),
    ApiExcludeController(),
    Open('portal: looking at a link has no effect'),
    UseInterceptors(PortalFrame),
    UseFilters(DeadLinkFilter),
  );

/** Pages of one assessment, for those who exchanged a link of it. */
export const PortalController = () =>
  applyDecorators(
    Controller('answer/a/:assessmentId'),
    ApiExcludeController(),
    Open('portal: own guard, by the cookie of one assessment'),
    UseGuards(PortalGuard),
    UseInterceptors(PortalFrame),
    UseFilters(DeadLinkFilter),
  );

/** Pages of one remediation request, for those who exchanged its link. */
export const RemedyController = () =>
  applyDecorators(
    Controller('remediation/r/:requestId'),
    ApiExcludeController(),
    Open('portal: own guard, by the cookie of one remediation request'),
    UseGuards(RemedyGuard),
    UseInterceptors(PortalFrame),
    UseFilters(DeadLinkFilter),
  );

/** Pages of one request about an incident, for those who exchanged its link. */
export const IncidentController = () =>
  applyDecorators(
    Controller('incident/r/:requestId'),
    ApiExcludeController(),
    Open('portal: own guard, by the cookie of one request about an incident'),
    UseGuards(AskedGuard),
    UseInterceptors(PortalFrame),
    UseFilters(DeadLinkFilter),
  );

/** Pages by which a vendor that we leave confirms what became of our data, for those who exchanged the link. */
export const LeavingController = () =>
  applyDecorators(
    Controller('offboarding/r/:requestId'),
    ApiExcludeController(),
    Open('portal: own guard, by the cookie of one request of an offboarding'),
    UseGuards(LeavingGuard),
    UseInterceptors(PortalFrame),
    UseFilters(DeadLinkFilter),
  );
