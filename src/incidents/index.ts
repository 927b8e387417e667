export * from './advisories/index.js';
export { IncidentsModule } from './incidents.module.js';
