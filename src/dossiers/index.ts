export { profiles, profileWords, type Profile } from './contents/profile.js';
export { DossierQuery, NewDossier, type DossierView } from './dossier.dto.js';
export {
  dossierScopes,
  dossierStates,
  type DossierScope,
  type DossierState,
} from './dossier.entity.js';
export { DossierQueries } from './dossiers.queries.js';
export { Dossiers } from './dossiers.service.js';
export { DossiersModule } from './dossiers.module.js';
export { zipFile } from './zip-file.js';
