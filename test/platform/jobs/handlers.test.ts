import { describe, expect, it } from '@jest/globals';
import { Handles, job } from '../../../src/platform/jobs/index.js';
import { startSmall } from './small-app.js';

const door = job<object>('test.door-opened');

class Porter {
  @Handles(door)
  async greet(_: object): Promise<void> {}
}

class SecondPorter {
  @Handles(door)
  async greetToo(_: object): Promise<void> {}
}

describe('start-up', () => {
  it('refuses a job that nobody handles', async () => {
    await expect(startSmall([])).rejects.toThrow(/No handler for test\.door-opened/);
  });

  it('refuses a job that two handle', async () => {
    await expect(startSmall([Porter, SecondPorter])).rejects.toThrow(
      /Two handlers for test\.door-opened/,
    );
  });

  it('takes one handler', async () => {
    const app = await startSmall([Porter]);
    await app.close();
  });

  it('refuses two jobs of one name', () => {
    expect(() => job('test.door-opened')).toThrow(/declared twice/);
  });
});
