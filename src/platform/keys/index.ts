export { makeNextKey, replaceCurrentKey } from './key-file.js';
export { KeysModule, keysIn } from './keys.module.js';
export { MasterKey, SealBroken } from './master-key.js';
export { SealedRows } from './sealed-rows.js';
export { declaredSeals, seal, type SealedColumns, type SealKind } from './seal.js';
export { KeyRefused, writePrivately } from './private-file.js';
export { SigningKey } from './signing-key.js';
