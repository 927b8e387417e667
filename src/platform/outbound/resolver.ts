import { Injectable } from '@nestjs/common';
import { lookup } from 'node:dns/promises';

/** Finds the IP addresses of a name as this machine does: hosts file, then DNS. */
@Injectable()
export class Resolver {
  async resolve(name: string): Promise<string[]> {
    const found = await lookup(name, { all: true, order: 'verbatim' });
    return found.map(({ address }) => address);
  }
}
