import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Canary {
  http: string;
  tcp: string;
  /** Address of a text file that must never be read. */
  file: string;
  secret: string;
  /** What was touched, in order. */
  touched: string[];
  stop(): Promise<void>;
}

/** A web server, a bare TCP port and a file; whoever reaches the first two is written down. */
export async function startCanary(): Promise<Canary> {
  const touched: string[] = [];
  const http = createHttpServer((request, response) => {
    touched.push(`http ${request.method} ${request.url}`);
    response.end('<p>canary sings</p>');
  });
  http.on('connection', () => touched.push('http connection'));
  const tcp = createTcpServer((socket) => {
    touched.push('tcp connection');
    socket.destroy();
  });
  const folder = mkdtempSync(join(tmpdir(), 'canary-'));
  const secret = 'marker-of-a-local-file';
  writeFileSync(join(folder, 'secret.txt'), secret);
  writeFileSync(join(folder, 'secret.html'), `<p>${secret}</p>`);
  writeFileSync(join(folder, 'secret.svg'), `<svg ${SVG}><text y="20">${secret}</text></svg>`);
  return {
    http: `http://127.0.0.1:${await listen(http)}`,
    tcp: `127.0.0.1:${await listen(tcp)}`,
    file: `file://${folder}/secret`,
    secret,
    touched,
    stop: async () => {
      http.closeAllConnections();
      await Promise.all([http, tcp].map((each) => new Promise((done) => each.close(done))));
      rmSync(folder, { recursive: true });
    },
  };
}

const SVG = 'xmlns="http://www.w3.org/2000/svg" width="300" height="30"';

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
