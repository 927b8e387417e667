import type { QuestionnaireDefinition } from '../question.js';
import { aiVendor } from './ai-vendor.js';
import { aiVendorShort } from './short.js';

export { aiVendor, aiVendorShort };

/** The questionnaires that every installation has from the start. */
export const builtIn: readonly QuestionnaireDefinition[] = [aiVendor, aiVendorShort];
