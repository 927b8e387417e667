export { FindingRegister, type FindingTally, type RegisterRow } from './register.queries.js';
export { RegisterFiles } from './register-files.service.js';
export { registerFile } from './register-file.js';
