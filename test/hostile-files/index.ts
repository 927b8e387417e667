import { hostileArchives } from './hostile-archives.js';
import { hostileDocuments } from './hostile-documents.js';
import { hostilePictures } from './hostile-pictures.js';
import { hostileTexts } from './hostile-texts.js';
import type { SampleFile } from './sample-file.js';

export { goodFiles } from './good-files.js';
export { hostileNames } from './hostile-names.js';
export { streamOf, type Bytes, type SampleFile } from './sample-file.js';

/** Every one of them is refused. */
export const hostileFiles: SampleFile[] = [
  ...hostileTexts,
  ...hostilePictures,
  ...hostileArchives,
  ...hostileDocuments,
];
