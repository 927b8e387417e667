export type { AsideLimits, AsideScript } from './aside.js';
export { Asides } from './asides.js';
export { modulesIn, plainScript } from './plain-script.js';
