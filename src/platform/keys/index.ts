export { KeyRefused } from './key-file.js';
export { KeysModule } from './keys.module.js';
export { MasterKey, SealBroken } from './master-key.js';
