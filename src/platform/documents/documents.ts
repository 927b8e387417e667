import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Asides, type AsideLimits } from '../aside/index.js';

const office = 'application/vnd.openxmlformats-officedocument';
const pictured = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'];
const worded = ['application/pdf', `${office}.wordprocessingml.document`, 'text/plain'];
const atOnce = 1;

type Task = 'first-page' | 'text';

const path = fileURLToPath(new URL('./child/main.mjs', import.meta.url));
const script = { path, reads: [join(dirname(path), '*')] };

const usual: Record<Task, AsideLimits> = {
  'first-page': { time: 30_000, answer: 12 * 1024 * 1024, heap: 384 },
  text: { time: 60_000, answer: 16 * 1024 * 1024, heap: 384 },
};

/**
 * Looks into documents that others made. What reads them runs in a process of its own, one at a time: a document can bring
 * that down, never us.
 */
@Injectable()
export class Documents implements OnApplicationShutdown {
  private readonly asides = new Asides(script, atOnce);

  /** A PNG of the first page, or of the picture, at most 900 pixels wide: drawn anew, so nothing in it can run. */
  async firstPage(
    type: string,
    content: Readable,
    limits: Partial<AsideLimits> = {},
  ): Promise<Buffer | undefined> {
    if (!pictured.includes(type)) return nothing(content);
    return this.run('first-page', type, content, limits);
  }

  /** The words of a PDF, Word document or plain text; empty when there are none or it cannot be read. */
  async text(type: string, content: Readable, limits: Partial<AsideLimits> = {}): Promise<string> {
    if (!worded.includes(type)) return nothing(content) ?? '';
    return (await this.run('text', type, content, limits))?.toString('utf8') ?? '';
  }

  onApplicationShutdown(): void {
    this.asides.stop();
  }

  private async run(task: Task, type: string, content: Readable, limits: Partial<AsideLimits>) {
    return this.asides.run([task, type], content, { ...usual[task], ...limits });
  }
}

function nothing(content: Readable): undefined {
  content.destroy();
}
