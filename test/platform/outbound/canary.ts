import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Listens, says what it is told to, and counts who came. */
export class Canary {
  connections = 0;
  heard = '';
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(
    at: { port?: number; host?: string } = {},
    greet: (socket: Socket, heard: string) => void = () => undefined,
  ): Promise<Canary> {
    const server = createServer();
    const canary = new Canary(server);
    server.on('connection', (socket) => {
      canary.connections += 1;
      canary.sockets.add(socket);
      socket.on('close', () => canary.sockets.delete(socket)).on('error', () => undefined);
      socket.on('data', (piece) => {
        canary.heard += piece.toString('latin1');
        greet(socket, canary.heard);
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(at.port ?? 0, at.host ?? '127.0.0.1', resolve);
    });
    return canary;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Once nobody is connected any more. */
  async closed(): Promise<void> {
    const each = [...this.sockets].map(
      (one) => new Promise((resolve) => one.once('close', resolve)),
    );
    await Promise.all(each);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const answering =
  (status: string, headers = '', body = '') =>
  (socket: Socket): void => {
    socket.end(
      `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`.replace(
        /\r\n\r\n\r\n/,
        '\r\n\r\n',
      ),
    );
  };
