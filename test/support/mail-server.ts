import { simpleParser, type ParsedMail } from 'mailparser';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** How the server behaves; each thing until it is told otherwise. */
export interface Behaviour {
  /** Never says hello. */
  hangsAtGreeting?: boolean;
  /** Takes the message and never answers. */
  hangsAfterMessage?: boolean;
  /** Ends the connection after the message, before its answer; it has kept the message. */
  dropsAfterMessage?: boolean;
  /** Ends the connection in the middle of the message. */
  dropsInMessage?: boolean;
  /** The answer to a step instead of yes. */
  refusesFrom?: [code: number, text: string];
  refusesTo?: [code: number, text: string];
  refusesMessage?: [code: number, text: string];
}

export interface Taken {
  from: string;
  to: string[];
  secure: boolean;
  raw: Buffer;
}

/** A real mail server (smtp-server, by the authors of the client we use) that keeps what it takes. */
export class TestMailServer {
  readonly taken: Taken[] = [];
  behaviour: Behaviour = {};
  private readonly server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH'],
      disableReverseLookup: true,
      closeTimeout: 50,
      ...options,
      onConnect: (_session, callback) => {
        if (!this.behaviour.hangsAtGreeting) callback();
      },
      onMailFrom: (_address, _session, callback) => callback(no(this.behaviour.refusesFrom)),
      onRcptTo: (_address, _session, callback) => callback(no(this.behaviour.refusesTo)),
      onData: (stream, session, callback) => {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => {
          pieces.push(piece);
          if (this.behaviour.dropsInMessage) this.cut();
        });
        stream.on('end', () => {
          const refusal = no(this.behaviour.refusesMessage);
          if (refusal) return callback(refusal);
          const { mailFrom, rcptTo } = session.envelope;
          if (!this.behaviour.dropsInMessage) {
            this.taken.push({
              from: mailFrom ? mailFrom.address : '',
              to: rcptTo.map(({ address }) => address),
              secure: session.secure,
              raw: Buffer.concat(pieces),
            });
          }
          if (this.behaviour.dropsAfterMessage) return this.cut();
          if (!this.behaviour.hangsAfterMessage) callback();
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  /** Without STARTTLS unless `options` offer it. */
  static async start(
    options: SMTPServerOptions = { disabledCommands: ['AUTH', 'STARTTLS'] },
  ): Promise<TestMailServer> {
    const server = new TestMailServer(options);
    await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get address(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** With so little patience that a test need not wait. */
  get url(): string {
    return `${this.address}?greetingTimeout=300&connectionTimeout=300&socketTimeout=300`;
  }

  parsed(): Promise<ParsedMail[]> {
    return Promise.all(this.taken.map(({ raw }) => simpleParser(raw)));
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private cut(): void {
    const { connections } = this.server as unknown as {
      connections: Set<{ _socket: { destroy(): void } }>;
    };
    for (const { _socket } of connections) _socket.destroy();
  }
}

/** A key and a certificate signed by nobody but itself; without openssl the server's own, which is as little trusted. */
export function selfSigned(): { key?: Buffer; cert?: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const files = ['-keyout', key, '-out', cert];
  const about = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', '/CN=mail'];
  try {
    const made = ['req', '-x509', '-nodes', '-days', '2', ...about, ...files];
    execFileSync('openssl', made, { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    return {};
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function no(refusal: [code: number, text: string] | undefined): Error | null {
  if (!refusal) return null;
  const [responseCode, text] = refusal;
  return Object.assign(new Error(text), { responseCode });
}
