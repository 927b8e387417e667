import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../src/platform/turns.js';

describe('turns', () => {
  it('lets two work at a time, in order, and goes on after a failure', async () => {
    const turns = new Turns(2);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const work = (n: number) => async () => {
      started.push(n);
      running += 1;
      most = Math.max(most, running);
      await wait(2);
      running -= 1;
      if (n % 3 === 0) throw new Error(`no ${n}`);
      return n;
    };
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => turns.take(work(n))),
    );
    expect(most).toBe(2);
    expect(started).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(7);
  });

  it('says when all is done', async () => {
    const turns = new Turns(1);
    await turns.allDone();
    let done = 0;
    for (let n = 0; n < 3; n += 1) void turns.take(() => wait(1).then(() => (done += 1)));
    await turns.allDone();
    expect(done).toBe(3);
  });
});
