import { setTimeout as pause } from 'node:timers/promises';
import { token } from './register.mjs';

const patienceMs = 600_000;

/** Orders a dossier and gives it once it is built. */
export async function dossierAt(app, url, facts) {
  const { id } = await asked(app, 'POST', url, facts);
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(100)) {
    const dossier = await asked(app, 'GET', `/dossiers/${id}`);
    if (dossier.state === 'ready') return dossier;
    if (dossier.state === 'failed') throw new Error(dossier.problem);
  }
  throw new Error('The dossier was not built.');
}

async function asked(app, method, url, payload) {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await app.inject({ method, url: `/api/v1${url}`, headers, payload });
  if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.body}`);
  return reply.json();
}
