import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Conflict, NotFound } from '../../../src/platform/errors.js';
import { newId } from '../../../src/platform/ids.js';
import { GivenUp, Handles, Job, job, mostAttempts } from '../../../src/platform/jobs/index.js';
import { DoneJobs } from '../../../src/platform/jobs/done-jobs.js';
import { startSmall, type SmallApp } from './small-app.js';

const bell = job<{ times: number }>('test.bell-rung');

const organ = job<{ times: number }>('test.organ-played', { slow: true });

let rung: number[] = [];
let mourned: number[] = [];
let behave: (times: number) => Promise<void> = async () => undefined;

class Bell {
  @Handles(bell)
  async ring({ times }: { times: number }): Promise<void> {
    rung.push(times);
    await behave(times);
  }

  @GivenUp(bell)
  async mourn({ times }: { times: number }): Promise<void> {
    mourned.push(times);
    if (times === 8) throw new Error('even that failed');
  }

  @Handles(organ)
  async play({ times }: { times: number }): Promise<void> {
    await behave(times);
  }
}

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

describe('jobs', () => {
  let app: SmallApp;
  const enqueue = (times: number, dueAt?: Date) =>
    app.database.transaction(() => app.jobs.enqueue(bell, { times }, dueAt));
  const fails = () => Promise.reject(new Error('the clapper is loose'));

  beforeEach(async () => {
    rung = [];
    mourned = [];
    behave = async () => undefined;
    app = await startSmall([Bell]);
  });
  afterEach(() => app.close());

  it('are done after the transaction that wrote them, and not before', async () => {
    await app.database.transaction(async () => {
      await app.jobs.enqueue(bell, { times: 3 });
      app.worker.look();
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(rung).toEqual([]);
    });
    await app.settle();
    expect(rung).toEqual([3]);
    expect(await app.theJob()).toMatchObject({ state: 'done', attempts: 1, problem: null });
  });

  it('[ASVS 15.2.2] that are quick are done beside slow ones, of which one is done at a time', async () => {
    const done: (() => void)[] = [];
    behave = (times) =>
      times === 0 ? Promise.resolve() : new Promise((resolve) => done.push(resolve));
    await app.database.transaction(async () => {
      for (let times = 1; times <= 4; times += 1) await app.jobs.enqueue(organ, { times });
      await app.jobs.enqueue(bell, { times: 0 });
    });
    for (let tries = 0; rung.length === 0 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect([rung, done.length]).toEqual([[0], 1]);
    behave = async () => undefined;
    done.forEach((end) => end());
    await app.settle();
    const states = await app.database.repository(Job).find();
    expect(states.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'done'));
  });

  it('vanish with a transaction that is undone', async () => {
    const work = app.database.transaction(async () => {
      await app.jobs.enqueue(bell, { times: 3 });
      throw new Error('wanted');
    });
    await expect(work).rejects.toThrow('wanted');
    await app.settle();
    expect(rung).toEqual([]);
    expect(await app.database.repository(Job).count()).toBe(0);
  });

  it('cannot be written outside a transaction', async () => {
    await expect(app.jobs.enqueue(bell, { times: 1 })).rejects.toThrow();
  });

  it('wait until they are due', async () => {
    await enqueue(1, new Date(app.clock.now().getTime() + 5 * minutes));
    await app.settle();
    expect(rung).toEqual([]);
    app.clock.advance(5 * minutes);
    await app.settle();
    expect(rung).toEqual([1]);
  });

  it('are tried again after 5, 25, 125, 625 and 3125 seconds, then given up', async () => {
    behave = fails;
    await enqueue(1);
    await app.settle();
    for (const [index, wait] of [5, 25, 125, 625, 3_125].entries()) {
      expect(await app.theJob()).toMatchObject({
        state: 'waiting',
        problem: 'the clapper is loose',
      });
      app.clock.advance(wait * seconds - 1);
      await app.settle();
      expect(rung).toHaveLength(index + 1);
      app.clock.advance(1);
      expect(mourned).toEqual([]);
      await app.settle();
      expect(rung).toHaveLength(index + 2);
    }
    expect(mourned).toEqual([1]);
    expect(await app.theJob()).toMatchObject({
      state: 'dead',
      attempts: mostAttempts,
      leasedUntil: null,
    });
    app.clock.advance(1_000 * hours);
    await app.settle();
    expect(rung).toHaveLength(mostAttempts);
  });

  it('forget what was wrong once a later try does it', async () => {
    behave = fails;
    await enqueue(1);
    await app.settle();
    behave = async () => undefined;
    app.clock.advance(hours);
    await app.settle();
    expect(await app.theJob()).toMatchObject({ state: 'done', attempts: 2, problem: null });
  });

  it('that were given up can be revived, others cannot', async () => {
    behave = fails;
    await enqueue(1);
    await app.settle();
    const { id } = await app.theJob();
    await expect(app.jobs.revive(id)).rejects.toThrow(Conflict);
    await expect(app.jobs.revive(newId())).rejects.toThrow(NotFound);
    for (let times = 1; times < mostAttempts; times += 1) {
      app.clock.advance(hours);
      await app.settle();
    }
    expect((await app.theJob()).state).toBe('dead');
    behave = async () => undefined;
    const both = await Promise.allSettled([app.jobs.revive(id), app.jobs.revive(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await app.settle();
    expect(await app.theJob()).toMatchObject({ state: 'done', attempts: 1 });
  });

  const begunElsewhere = async (attempts: number, times = 7): Promise<void> => {
    await enqueue(times, new Date(app.clock.now().getTime() + minutes));
    const { id } = await app.theJob();
    const leasedUntil = new Date(app.clock.now().getTime() + 5 * minutes);
    await app.database.transaction(() =>
      app.database.repository(Job).update({ id }, { state: 'running', attempts, leasedUntil }),
    );
  };

  it('that a dead process held are taken when its lease has run out, and not before', async () => {
    await begunElsewhere(1);
    app.clock.advance(5 * minutes - 1);
    await app.settle();
    expect(rung).toEqual([]);
    app.clock.advance(1);
    await app.settle();
    expect(rung).toEqual([7]);
    expect(await app.theJob()).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('that a process held which was alone with the data are taken as soon as it starts again', async () => {
    if (!app.database.isOnlyWriter) return;
    await enqueue(5);
    await app.settle();
    rung = [];
    const leasedUntil = new Date(app.clock.now().getTime() + 5 * minutes);
    const { id } = await app.theJob();
    await app.database.transaction(() =>
      app.database.repository(Job).update({ id }, { state: 'running', attempts: 1, leasedUntil }),
    );
    await app.settle();
    expect(rung).toEqual([]);
    await app.worker.takeOver();
    await app.settle();
    expect(rung).toEqual([5]);
  });

  it('that take longer than a lease keep it, and nobody else takes them meanwhile', async () => {
    let finish: () => void = () => undefined;
    behave = () => new Promise((resolve) => (finish = resolve));
    await enqueue(1);
    app.worker.look();
    while (rung.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    for (let times = 0; times < 5; times += 1) {
      app.clock.advance(4 * minutes);
      await app.worker.renewLeases();
      app.worker.look();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(rung).toHaveLength(1);
    finish();
    await app.settle();
    expect(await app.theJob()).toMatchObject({ state: 'done', attempts: 1, leasedUntil: null });
  });

  it('that end the process every time are given up without another try, and that is said of what they are about', async () => {
    await begunElsewhere(mostAttempts);
    app.clock.advance(hours);
    await app.settle();
    expect([rung, mourned]).toEqual([[], [7]]);
    const { state, problem } = await app.theJob();
    expect(state).toBe('dead');
    expect(problem).toMatch(/begun 6 times and never came to an end/);
  });

  it('are given up also where that cannot be said', async () => {
    await begunElsewhere(mostAttempts, 8);
    app.clock.advance(hours);
    await app.settle();
    expect([mourned, (await app.theJob()).state]).toEqual([[8], 'dead']);
  });

  it('whose lease another has taken do not overwrite what it did', async () => {
    let finish: () => void = () => undefined;
    behave = () => new Promise((resolve) => (finish = resolve));
    await enqueue(1);
    app.worker.look();
    while (rung.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await app.database.transaction(() =>
      app.database
        .repository(Job)
        .update({ state: 'running' }, { attempts: 2, problem: 'of the other' }),
    );
    finish();
    await app.worker.idle();
    expect(await app.theJob()).toMatchObject({ state: 'running', problem: 'of the other' });
  });

  it('of another version, without a handler here, are kept and say so', async () => {
    await enqueue(1, new Date(app.clock.now().getTime() + minutes));
    await app.database.transaction(() =>
      app.database.repository(Job).update({ kind: bell.name }, { kind: 'test.newer' }),
    );
    app.clock.advance(minutes);
    await app.settle();
    const { state, problem } = await app.theJob();
    expect(state).toBe('waiting');
    expect(problem).toMatch(/no handler for test\.newer/);
  });

  it('run two at a time, each once', async () => {
    let now = 0;
    let most = 0;
    behave = async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
    };
    await app.database.transaction(async () => {
      for (let times = 0; times < 12; times += 1) await app.jobs.enqueue(bell, { times });
    });
    await app.settle();
    expect(most).toBe(2);
    expect([...rung].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, times) => times),
    );
  });

  it('let a problem be at most as long as a page can show', async () => {
    behave = () => Promise.reject(new Error('x'.repeat(50_000)));
    await enqueue(1);
    await app.settle();
    expect((await app.theJob()).problem).toHaveLength(1_000);
  });

  it('that were done a month ago are forgotten at the next start, those given up are not', async () => {
    behave = (times) => (times === 1 ? fails() : Promise.resolve());
    await enqueue(1);
    await enqueue(2);
    for (let times = 0; times < mostAttempts; times += 1) {
      await app.settle();
      app.clock.advance(hours);
    }
    const forget = () => app.app.get(DoneJobs).forget();
    app.clock.advanceDays(29);
    await forget();
    expect(await app.queries.counts()).toMatchObject({ done: 1, dead: 1 });
    app.clock.advanceDays(2);
    await forget();
    expect(await app.queries.counts()).toMatchObject({ done: 0, dead: 1 });
  });

  it('are counted and listed by state, newest first', async () => {
    await enqueue(1);
    await app.settle();
    behave = fails;
    for (const times of [2, 3, 4]) {
      app.clock.advance(1);
      await enqueue(times);
      await app.settle();
    }
    expect(await app.queries.counts()).toEqual({ waiting: 3, running: 0, done: 1, dead: 0 });
    const first = await app.queries.page({ state: 'waiting', size: 2 });
    expect(first.items.map(({ payload }) => payload)).toEqual([{ times: 4 }, { times: 3 }]);
    const second = await app.queries.page({ state: 'waiting', size: 2, cursor: first.next });
    expect(second.items.map(({ payload }) => payload)).toEqual([{ times: 2 }]);
    expect(second.next).toBeUndefined();
  });
});

describe('a shutdown', () => {
  it('waits for the job that runs, and begins no other', async () => {
    const app = await startSmall([Bell]);
    rung = [];
    let finished = false;
    behave = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      finished = true;
    };
    await app.database.transaction(async () => {
      for (const times of [1, 2, 3]) await app.jobs.enqueue(bell, { times });
    });
    while (rung.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await app.close();
    expect(finished).toBe(true);
    expect(rung).toHaveLength(2);
  });
});
