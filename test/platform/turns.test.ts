import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SharedTurns, Turns } from '../../src/platform/turns.js';

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

describe('shared turns', () => {
  it('give each party its share at most, and all together no more than there are', async () => {
    const turns = new SharedTurns(3, 2);
    const running: string[] = [];
    let most = 0;
    let mostOfOne = 0;
    const work = (party: string) => async () => {
      running.push(party);
      most = Math.max(most, running.length);
      mostOfOne = Math.max(mostOfOne, running.filter((one) => one === party).length);
      await wait(1);
      running.splice(running.indexOf(party), 1);
    };
    const parties = Array.from({ length: 30 }, (_, n) => (n < 20 ? 'greedy' : 'other'));
    await Promise.all(parties.map((party) => turns.take(party, work(party))));
    expect([most, mostOfOne]).toEqual([3, 2]);
  });

  it('go on after a failure', async () => {
    const turns = new SharedTurns(1, 1);
    await expect(turns.take('one', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take('one', async () => 7)).resolves.toBe(7);
  });
});
