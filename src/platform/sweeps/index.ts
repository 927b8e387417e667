export { Daily, Every } from './every.js';
export { Sweeps } from './sweeps.js';
export { SweepsModule } from './sweeps.module.js';
