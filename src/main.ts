import { createAssay } from './assay.js';
import { BadEnvironment, readConfig } from './platform/config/index.js';

async function start(): Promise<void> {
  const config = readConfig();
  const app = await createAssay(config);
  await app.listen(config.port, config.host);
  console.log(`Assay is ready at ${config.origin}`);
}

start().catch((error: unknown) => {
  const known = error instanceof BadEnvironment;
  console.error(known ? error.message : error);
  process.exitCode = 1;
});
