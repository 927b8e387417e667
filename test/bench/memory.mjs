import { readFileSync } from 'node:fs';

/**
 * Megabytes of a process: all that is resident, the most that ever was, and its own, without what is mapped of files. Of the file of the data that is up to
 * 256 MB, which the system takes back as soon as it wants them. Undefined where there is no /proc.
 */
export function memoryOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)[1]) / 1024;
    return { resident: of('VmRSS'), own: of('RssAnon'), peak: of('VmHWM') };
  } catch {
    return undefined;
  }
}
