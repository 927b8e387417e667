export { KeyRefused, makeNextKey, replaceCurrentKey } from './key-file.js';
export { KeysModule, keysIn } from './keys.module.js';
export { MasterKey, SealBroken } from './master-key.js';
export { declaredSeals, seal, type SealedColumns, type SealKind } from './seal.js';
