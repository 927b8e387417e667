import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * In a child process: every change that is about to be made below `folder` is a step, and `before` may end the process or throw
 * what a disk would. It stands between our code and Node, so our code needs no seam for it. Import what writes after this.
 */
export function watchDisk(folder: string, before: (step: string) => void): void {
  const concerns = (path: unknown): boolean => String(path).startsWith(folder);
  const fds = new Set<number>();
  const { openSync, closeSync, writeSync, fsyncSync, renameSync, rmSync, promises } = fs;
  const wrapSync = <A extends unknown[], R>(
    step: string,
    real: (...args: A) => R,
    counts: (first: A[0]) => boolean,
  ) => {
    return (...args: A): R => {
      if (counts(args[0])) before(step);
      return real(...args);
    };
  };
  const known = (fd: unknown): boolean => fds.has(fd as number);
  Object.assign(fs, {
    openSync: (path: string, ...rest: [string, number]) => {
      if (concerns(path) && rest[0] !== 'r') before('open');
      const fd = openSync(path, ...rest);
      if (concerns(path)) fds.add(fd);
      return fd;
    },
    closeSync: (fd: number) => {
      fds.delete(fd);
      closeSync(fd);
    },
    writeSync: wrapSync('write', writeSync as (...args: unknown[]) => number, known),
    fsyncSync: wrapSync('fsync', fsyncSync, known),
    renameSync: wrapSync('rename', renameSync, concerns),
    rmSync: wrapSync('remove', rmSync, concerns),
  });
  const { open, rename, rm, mkdir } = promises;
  const wrap = <A extends unknown[], R>(step: string, real: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (concerns(args[0])) before(step);
      return real(...args);
    };
  };
  Object.assign(promises, {
    rename: wrap('rename', rename),
    rm: wrap('remove', rm),
    mkdir: wrap('make folder', mkdir as (...args: unknown[]) => Promise<unknown>),
    open: async (path: string, flags: string, mode?: number): Promise<FileHandle> => {
      if (!concerns(path)) return open(path, flags, mode);
      const writes = flags !== 'r';
      if (writes) before('open');
      const handle = await open(path, flags, mode);
      const { sync, writeFile } = handle;
      handle.sync = async () => {
        before(writes ? 'fsync' : 'fsync of the folder');
        return sync.call(handle);
      };
      handle.writeFile = async (content) => {
        try {
          before('write');
        } catch (error) {
          // A disk that fills up takes some of it first.
          const bytes = Buffer.from(content as Buffer);
          await writeFile.call(handle, bytes.subarray(0, bytes.length / 2));
          throw error;
        }
        return writeFile.call(handle, content);
      };
      return handle;
    },
  });
  syncBuiltinESMExports();
}
