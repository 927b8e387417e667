export {
  namesEverything,
  type AffectedPackage,
  type Match,
  type OsvEvent,
  type OsvRange,
} from './affected.js';
export { compareVersions } from './compare.js';
export { ecosystemName } from './ecosystems.js';
export { matchVersion } from './match.js';
export { pypiName } from './package-name.js';
export {
  ecosystemOf,
  longestPurl,
  osvPackageOf,
  osvPackagePurl,
  readPurl,
  type Purl,
} from './purl.js';
export { rangeWords } from './range.js';
