export { Documents } from './documents.js';
export { DocumentsModule } from './documents.module.js';
