export { BlobBroken } from './blob-format.js';
export { Blobs, type StoredBlob } from './blobs.js';
export { StorageModule } from './storage.module.js';
