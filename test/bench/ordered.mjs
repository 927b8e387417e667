import { setTimeout as pause } from 'node:timers/promises';
import { token } from './register.mjs';

const patienceMs = 600_000;
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

/** Orders a dossier and gives it once it is built. `ask` is `inside` an application or `overHttp`. */
export async function dossierAt(ask, url, facts) {
  const { id } = await asked(ask, 'POST', url, JSON.stringify(facts));
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(100)) {
    const dossier = await asked(ask, 'GET', `/dossiers/${id}`);
    if (dossier.state === 'ready') return dossier;
    if (dossier.state === 'failed') throw new Error(dossier.problem);
  }
  throw new Error('The dossier was not built.');
}

export const inside = (app) => async (method, url, payload) => {
  const { statusCode, body } = await app.inject({ method, url, payload, headers: told(payload) });
  return { status: statusCode, text: body };
};

export const overHttp = (address) => async (method, url, body) => {
  const reply = await fetch(address + url, { method, body, headers: told(body) });
  return { status: reply.status, text: await reply.text() };
};

async function asked(ask, method, url, body) {
  const { status, text } = await ask(method, `/api/v1${url}`, body);
  if (status >= 300) throw new Error(`${url}: ${text}`);
  return JSON.parse(text);
}

/** A type without a body is refused. */
function told(body) {
  const { authorization } = headers;
  return body === undefined ? { authorization } : headers;
}
