import type { Told } from '../story.js';
import { corridor } from './corridor/corridor.js';
import { lantern } from './lantern/lantern.js';
import { quarry } from './quarry.js';

export const stories: readonly Told[] = [lantern, corridor, quarry];
