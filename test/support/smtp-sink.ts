import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Received {
  from: string;
  to: string[];
  /** The whole message as it came, headers first. */
  raw: string;
}

type Step = 'greeting' | 'MAIL' | 'RCPT' | 'message';

/** A mail server that keeps what it gets, and answers what it is told to. */
export class SmtpSink {
  readonly received: Received[] = [];
  /** What to answer at a step instead of yes, such as `550 5.1.1 nobody here`. */
  readonly answers: Partial<Record<Step, string>> = {};
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((socket) => this.talk(socket));
  }

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    await new Promise<void>((resolve) => sink.server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    const say = (line: string) => void socket.write(`${line}\r\n`);
    let letter: Received = { from: '', to: [], raw: '' };
    let inMessage = false;
    let waiting = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      waiting += piece;
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        if (!inMessage) {
          inMessage = this.command(line, letter, say) === 'message';
        } else if (line === '.') {
          inMessage = false;
          if (!this.answers.message) this.received.push(letter);
          say(this.answers.message ?? '250 taken');
          letter = { from: '', to: [], raw: '' };
        } else letter.raw += `${line.replace(/^\./, '')}\r\n`;
      }
    });
    say(this.answers.greeting ?? '220 sink');
  }

  private command(line: string, letter: Received, say: (line: string) => void): Step | undefined {
    const [verb = ''] = line.toUpperCase().split(' ');
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (verb) {
      case 'MAIL':
        letter.from = address;
        say(this.answers.MAIL ?? '250 ok');
        return undefined;
      case 'RCPT':
        letter.to.push(address);
        say(this.answers.RCPT ?? '250 ok');
        return undefined;
      case 'DATA':
        say('354 go on');
        return 'message';
      default:
        say(verb === 'QUIT' ? '221 bye' : '250 ok');
        return undefined;
    }
  }
}
