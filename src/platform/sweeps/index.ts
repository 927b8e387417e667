export { Daily } from './daily.js';
export { Sweeps } from './sweeps.js';
export { SweepsModule } from './sweeps.module.js';
