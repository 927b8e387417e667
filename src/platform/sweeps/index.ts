export { Daily, Every, Hourly } from './every.js';
export { Sweeps } from './sweeps.js';
export { SweepsModule } from './sweeps.module.js';
