// A bare HTTP server that streams bodies to disk, synced before it answers, and files back: plain, or hashed and encrypted.
import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BareFile, inPieces } from '../bare-file.mjs';

const [folder, kind] = process.argv.slice(2);
const sealed = new Map();

const doors = {
  plain: {
    write: (file, body) => pipeline(body, createWriteStream(file, { flush: true })),
    read: (file) => createReadStream(file),
  },
  sealed: {
    write: async (file, body) => {
      const bare = new BareFile(file);
      sealed.set(file, bare);
      await bare.write(inPieces(body));
    },
    read: (file) => sealed.get(file).open(),
  },
};
const { write, read } = doors[kind];

const server = createServer(async (request, response) => {
  const file = join(folder, request.url.replace(/\W/g, ''));
  try {
    if (request.method === 'PUT') {
      await write(file, request);
      response.end('{}');
    } else if (request.url === '/ready') response.end('{}');
    else await pipeline(read(file), response);
  } catch (error) {
    console.error(error);
    response.destroy();
  }
});
server.listen(Number(process.env.ASSAY_PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit());
