export { profiles, profileWords, type Profile } from './contents/profiles/profile.js';
export {
  DossierQuery,
  NewDossier,
  NewPortfolioDossier,
  NewVendorDossier,
  type DossierView,
} from './dossier.dto.js';
export {
  dossierScopes,
  dossierStates,
  type DossierScope,
  type DossierState,
} from './dossier.entity.js';
export { DossierQueries } from './dossiers.queries.js';
export { Dossiers } from './dossiers.service.js';
export { DossierOrders } from './orders.service.js';
export { DossiersModule } from './dossiers.module.js';
export { DossierChecks, type CheckedFile } from './verifying/dossier-checks.service.js';
export { theProgram } from './verifying/verify-dossier.js';
export { inZip, NotADossier, zipAt } from './verifying/zip-files.js';
export { zipFile } from './zip-file.js';
