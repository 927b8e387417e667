import { createAssay } from './assay.js';
import { SetUp } from './identity/index.js';
import { BadEnvironment, readConfig } from './platform/config/index.js';
import { AlreadyRunning, SchemaMismatch, Unreachable } from './platform/database/index.js';
import { KeyRefused } from './platform/keys/index.js';
import { prepareDemo } from './sample/index.js';

const say = (line: string): void => console.log(line);

async function start(): Promise<void> {
  const config = readConfig();
  const app = await createAssay(config);
  await app.listen(config.port, config.host);
  say(`Assay is ready at ${config.origin}`);
  if (process.argv.includes('--demo')) await prepareDemo(app, say);
  const link = await app.get(SetUp).setUpLink();
  if (link)
    say(`Nobody is here yet. Open this link once to make the first administrator:\n${link}`);
}

const plain = [BadEnvironment, AlreadyRunning, SchemaMismatch, Unreachable, KeyRefused];

function messageOf(error: unknown): unknown {
  if (plain.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken. Choose another: ASSAY_PORT=3001 npm start`;
  return error;
}

start().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exit(1);
});
