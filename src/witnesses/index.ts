export { checkpointSigned } from './events.js';
export { Tellings } from './tellings.service.js';
export { WitnessFacts, type TellingView, type WitnessView } from './witness.dto.js';
export { rhythms, type Rhythm } from './witness.entity.js';
export { WitnessQueries } from './witnesses.queries.js';
export { WitnessesModule } from './witnesses.module.js';
export { Witnesses } from './witnesses.service.js';
