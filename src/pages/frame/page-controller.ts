import { applyDecorators, Controller, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '../../platform/http/index.js';
import { StaffFrame } from './staff-frame.js';

/** A controller of staff pages: framed, and no part of the API. */
export const PageController = (path = '') =>
  applyDecorators(Controller(path), ApiExcludeController(), UseInterceptors(StaffFrame));
