// Builds one dossier in a process of its own, which did nothing before: node one-dossier.mjs BUILD FOLDER URL FACTS
import { setTimeout as pause } from 'node:timers/promises';
import { Built } from './built.mjs';
import { lagAndMemoryOf } from './lag.mjs';
import { millisecondsOf } from './measure.mjs';
import { dossierAt, inside } from './ordered.mjs';
import { withProduct } from './product.mjs';

const startedMs = 2_000;
const [build, folder, url, facts] = process.argv.slice(2);

await withProduct(new Built(build), folder, async (app) => {
  // What a start does by itself is over then.
  await app.getHttpAdapter().getInstance().ready();
  await pause(startedMs);
  let took = 0;
  const seen = await lagAndMemoryOf(async () => {
    took = await millisecondsOf(() => dossierAt(inside(app), url, JSON.parse(facts)));
  });
  console.log(JSON.stringify({ ...seen, took }));
});
