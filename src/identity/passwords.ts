import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Turns } from '../platform/turns.js';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 2;
const patienceMs = 20_000;

/** Argon2id, a few at a time so that many sign-ins at once do not starve everything else. */
@Injectable()
export class Passwords implements OnModuleInit {
  private readonly turns = new Turns(atOnce, patienceMs);
  private decoy = '';

  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash('nobody');
  }

  async hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password, cost));
  }

  /** Costs the same whether there is a hash or not. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const matches = await this.turns.take(() => verify(stored ?? this.decoy, password));
    return matches && stored !== null;
  }
}
