export * from './versions/index.js';
