export {
  acceptAttribute,
  acceptedInWords,
  acceptedTypes,
  type AcceptedType,
  type Kind,
} from './accepted-types.js';
export { contentDisposition } from './content-disposition.js';
export type { InspectedFile } from './content.js';
export { inspect, type Inspected } from './inspect.js';
export { storedName } from './stored-name.js';
