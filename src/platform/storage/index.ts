export { BlobBroken } from './blob-format.js';
export { Blobs, bornAt, type StoredBlob } from './blobs.js';
export { DiskStore } from './disk-store.js';
export { Janitor } from './janitor.js';
export { declaredBlobNames, namesBlobs } from './named-blobs.js';
export type { ObjectStore } from './object-store.js';
export { StorageModule } from './storage.module.js';
export { resealAll, type ResealedBlob } from './resealing.js';
