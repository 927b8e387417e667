import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { goodFiles, hostileFiles, streamOf, type SampleFile } from '../hostile-files/index.js';
import { publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { spread } from '../support/thorough.js';
import { blobNames, newVendor } from './files.js';

interface Answer {
  status: number;
  id?: string;
  said: string;
}

/** Every file of the corpus over a real connection, as staff and as a respondent. */
describe('a hostile file over HTTP [ASVS 5.2.1, 5.2.2]', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let origin: string;
  let urls: Record<string, { url: string; headers: Record<string, string> }>;

  beforeAll(async () => {
    assay = await startAssay({ ASSAY_UPLOAD_MB: '120' });
    staff = await assay.api();
    await assay.app.listen(0, '127.0.0.1');
    origin = `http://127.0.0.1:${(assay.app.getHttpServer().address() as AddressInfo).port}`;
    const vendorId = await newVendor(staff);
    const { secret } = await send(staff, await publish(assay, sample));
    const policy = '/api/v1/policies/uploads';
    const figures = { filesPerLink: 1_000, megabytesPerLink: 100_000 };
    const { headers } = await staff.get(policy);
    await staff.put(policy, { figures }, { 'if-match': headers['etag'] ?? '' });
    urls = {
      staff: { url: `/api/v1/vendors/${vendorId}/evidence`, headers: staff.headers },
      respondent: {
        url: '/api/v1/answering/questions/a.yes/evidence',
        headers: { authorization: `Bearer ${secret}` },
      },
    };
  });
  afterAll(() => assay.close());

  const give = async (who: string, { name, make }: SampleFile): Promise<Answer> => {
    const { url = '', headers = {} } = urls[who] ?? {};
    const boundary = 'assay-hostile-boundary';
    const title = `--${boundary}\r\ncontent-disposition: form-data; name="title"\r\n\r\nTried\r\n`;
    const safe = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${safe}"\r\ncontent-type: text/html\r\n\r\n`;
    const content = streamOf(await make());
    async function* body() {
      yield Buffer.from(title + head);
      yield* content;
      yield Buffer.from(`\r\n--${boundary}--\r\n`);
    }
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const reply = await fetch(origin + url, {
      method: 'POST',
      body: body() as never,
      duplex: 'half',
      headers: { ...headers, ...type },
    } as RequestInit);
    const answer = (await reply.json()) as {
      id: string;
      fields?: { file?: string };
      detail?: string;
    };
    return {
      status: reply.status,
      id: answer.id,
      said: answer.fields?.file ?? answer.detail ?? '',
    };
  };

  const isLarge = ({ what }: SampleFile) => /100 MB|without end/.test(what);
  const small = hostileFiles.filter((file) => !isLarge(file));
  const someLarge = spread(3);
  const large = () => someLarge(hostileFiles.filter(isLarge));

  /**
   * What inspects a file is the same behind both doors: all of them go through one, and some through the other. So many
   * bytes come in alike whatever they are called: through each door go some of the large ones, each time others.
   */
  it.each([
    ['staff', [...small, ...large()]],
    ['respondent', [...spread(3)(small), ...large()]],
  ])(
    'from %s is refused in words and leaves nothing behind',
    async (who, files) => {
      const before = await blobNames(assay);
      const wrong: string[] = [];
      let highest = process.memoryUsage().rss;
      const start = highest;
      for (const file of files) {
        const { status, said } = await give(who, file);
        if (status !== 422 || !(file.outcome as RegExp).test(said)) {
          wrong.push(`${file.what}: ${status} ${said}`);
        }
        highest = Math.max(highest, process.memoryUsage().rss);
      }
      expect(wrong).toEqual([]);
      expect(files.length).toBeGreaterThanOrEqual(20);
      expect(files.filter(isLarge).length).toBeGreaterThanOrEqual(3);
      expect(await blobNames(assay)).toEqual(before);
      expect((highest - start) / 1024 / 1024).toBeLessThan(200);
    },
    600_000,
  );

  it.each(['staff', 'respondent'])(
    'that is only unusual is taken from %s, and never shown by a browser',
    async (who) => {
      const wrong: string[] = [];
      for (const file of goodFiles) {
        const { status, id, said } = await give(who, file);
        if (status !== 201) {
          wrong.push(`${file.what}: ${status} ${said}`);
          continue;
        }
        const { headers } = await staff.get(`/api/v1/evidence/${id}/file`);
        const sealed =
          (headers['content-disposition'] ?? '').startsWith('attachment;') &&
          (headers['content-security-policy'] ?? '').includes('sandbox') &&
          headers['x-content-type-options'] === 'nosniff' &&
          headers['content-type'] === file.outcome;
        if (!sealed) wrong.push(`${file.what}: ${JSON.stringify(headers)}`);
      }
      expect(wrong).toEqual([]);
    },
    600_000,
  );
});
