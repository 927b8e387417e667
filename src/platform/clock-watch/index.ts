export { ClockWatchModule } from './clock-watch.module.js';
export { ClockWatch, type Pause } from './clock-watch.service.js';
