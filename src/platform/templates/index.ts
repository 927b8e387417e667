export { daysBetween, dayText, instantText } from './dates.js';
export { Templates, type RenderOptions, type TemplatesOptions } from './engine.js';
export { TemplatesModule } from './templates.module.js';
