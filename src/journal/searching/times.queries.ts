import { Injectable } from '@nestjs/common';
import { Breaths } from '../../platform/breaths.js';
import { Database } from '../../platform/database/index.js';
import type { JournalFilter } from '../journal-filter.js';
import { Journal } from '../journal.service.js';

/** Numbers of entries, both included. */
export interface Reach {
  first: number;
  last: number;
}

interface Times {
  earliest: string;
  latest: string;
}

/**
 * Where in the journal the entries of a period lie. Times ascend with the numbers but where a clock was set, so the earliest and the
 * latest of every thousand entries are looked up once and remembered: entries never change, and an index would make each new one dearer.
 */
@Injectable()
export class JournalTimes {
  protected readonly block: number = 1_000;
  private readonly blocks: Times[] = [];

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** No entry of the period lies outside; an empty reach where there is none. */
  async reach({ from, to }: JournalFilter): Promise<Reach> {
    const { size } = await this.journal.head();
    if (from === undefined && to === undefined) return { first: 1, last: size };
    const blocks = await this.upTo(size);
    const fits = ({ earliest, latest }: Times) =>
      (from === undefined || latest.slice(0, 10) >= from) &&
      (to === undefined || earliest.slice(0, 10) <= to);
    const first = blocks.findIndex(fits);
    if (first < 0) return { first: 1, last: 0 };
    const last = (blocks.findLastIndex(fits) + 1) * this.block;
    return { first: first * this.block + 1, last: Math.min(last, size) };
  }

  private async upTo(size: number): Promise<Times[]> {
    const breaths = new Breaths();
    const whole = Math.floor(size / this.block);
    for (let at = this.blocks.length; at < whole; at += 1) {
      await breaths.take();
      this.blocks[at] = await this.timesOf(at, size);
    }
    const known = this.blocks.slice(0, whole);
    return size % this.block === 0 ? known : [...known, await this.timesOf(whole, size)];
  }

  private async timesOf(block: number, size: number): Promise<Times> {
    const from = block * this.block;
    const [times] = await this.database.sql<[Times]>`
      SELECT min(at) AS earliest, max(at) AS latest FROM journal_entry
      WHERE seq > ${from} AND seq <= ${Math.min(from + this.block, size)}`;
    return times;
  }
}
