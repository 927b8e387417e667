const firstPart = 512 * 1024;
const mostTries = 12;
const longestWaitMs = 30_000;
const quickMs = 1_500;

/** What the server said when it refused; `fields` by field, as in its problems. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? 'It was refused.');
    this.fields = problem.fields ?? {};
  }
}

export class Stopped extends Error {}

/**
 * Sends a file in parts and gives the id of its upload. What breaks is tried again; the same file chosen again, even
 * after the page was closed, goes on where it stopped. `tell(sent, of, words)` is called as it goes.
 */
export async function sendFile(file, { start, at, tell, signal }) {
  const memory = `assay-upload ${start} ${file.name} ${file.size} ${file.lastModified}`;
  let upload = await known(memory, at, file);
  upload ??= await begin(memory, start, file, signal);
  let size = Math.min(firstPart, upload.partBytes);
  let tries = 0;
  tell(upload.received, file.size, '');
  while (upload.received < file.size) {
    const from = upload.received;
    const begun = performance.now();
    try {
      const part = file.slice(from, from + size);
      upload = await sendPart(`${at}${upload.id}/parts`, from, part, signal, (sent) =>
        tell(from + sent, file.size, ''),
      );
      tries = 0;
      if (performance.now() - begun < quickMs) size = Math.min(size * 2, upload.partBytes);
    } catch (error) {
      if (error instanceof Refused || error instanceof Stopped) {
        if (error instanceof Refused) localStorage.removeItem(memory);
        throw error;
      }
      tries += 1;
      if (tries > mostTries) throw error;
      size = Math.max(64 * 1024, Math.min(size / 2, firstPart));
      tell(from, file.size, 'The connection broke. It is tried again; leave this page open.');
      await pause(Math.min(1_000 * 2 ** (tries - 1), longestWaitMs), signal);
      upload = await again(at, upload);
    }
  }
  tell(file.size, file.size, '');
  return { id: upload.id, forget: () => localStorage.removeItem(memory) };
}

/** Finishes an upload; asked again it answers the same, so a lost reply does no harm. */
export async function finishFile(url, facts) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await json(url, 'POST', facts);
    } catch (error) {
      if (error instanceof Refused || tries >= mostTries) throw error;
      await pause(Math.min(1_000 * 2 ** (tries - 1), longestWaitMs));
    }
  }
}

async function known(memory, at, file) {
  const id = localStorage.getItem(memory);
  if (!id) return undefined;
  try {
    const upload = await json(at + id, 'GET');
    if (upload.bytes === file.size && !upload.evidenceId) return upload;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  localStorage.removeItem(memory);
  return undefined;
}

async function begin(memory, start, { name, size }, signal) {
  const upload = await json(start, 'POST', { name, bytes: size }, signal);
  localStorage.setItem(memory, upload.id);
  return upload;
}

async function again(at, upload) {
  try {
    return await json(at + upload.id, 'GET');
  } catch (error) {
    if (error instanceof Refused) throw error;
    return upload;
  }
}

/** Not fetch: it does not tell how much of a body is sent. */
function sendPart(url, from, part, signal, tell) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('upload-offset', String(from));
    request.timeout = 60_000;
    request.upload.onprogress = ({ loaded }) => tell(loaded);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 200 && body.id) resolve(body);
      else if (isFinal(request.status)) reject(new Refused(body));
      else reject(new Error(`${request.status}`));
    };
    request.onerror = request.ontimeout = () => reject(new Error('no connection'));
    request.onabort = () => reject(new Stopped());
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (signal?.aborted) return reject(new Stopped());
    request.send(part);
  });
}

async function json(url, method, body, signal) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const reply = await fetch(url, {
    method,
    ...sent,
    headers: { ...type, accept: 'application/json' },
    ...(signal ? { signal } : {}),
  }).catch((error) => {
    throw signal?.aborted ? new Stopped() : error;
  });
  const answer = parsed(await reply.text());
  if (reply.ok) return answer;
  if (isFinal(reply.status)) throw new Refused(answer);
  throw new Error(`${reply.status}`);
}

/** Busy, slow and out of step pass: everything else will be refused again. */
const isFinal = (status) => status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Stopped());
    });
  });
}
