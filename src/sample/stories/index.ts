import type { Told } from '../story.js';
import { corridor } from './corridor/corridor.js';
import { lantern } from './lantern/lantern.js';
import { osier } from './osier.js';
import { quarry } from './quarry.js';
import { fathom } from './upstream/fathom.js';
import { kestrel } from './upstream/kestrel.js';
import { marram } from './upstream/marram.js';
import { sextant } from './upstream/sextant.js';
import { thistle } from './upstream/thistle.js';

export const stories: readonly Told[] = [
  lantern,
  corridor,
  quarry,
  osier,
  sextant,
  marram,
  kestrel,
  fathom,
  thistle,
];
