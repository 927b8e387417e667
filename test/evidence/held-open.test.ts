import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { publish, send } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { newVendor, sendForm, textOf, upload } from './files.js';

const held = 20;

describe('files that never come to their end', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let secret: string;
  let port: number;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    ({ secret } = await send(staff, await publish(assay, sample)));
    await assay.app.listen(0, '127.0.0.1');
    ({ port } = (assay.app.getHttpServer() as { address(): AddressInfo }).address());
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await after(1_000);
    await assay.close();
  });

  /** Sends a head that promises much, and a little of it. */
  const hold = (line: string, headers: string, body: string) => {
    for (let n = 0; n < held; n += 1) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      sockets.push(socket);
      const head = `${line} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${secret}\r\n`;
      socket.write(`${head}${headers}content-length: 3000000\r\n\r\n${body}`);
    }
    return after(1_000);
  };
  const nobodyWaits = async (name: string) => {
    const door = { assay, headers: staff.headers };
    const vendorId = await newVendor(staff, name);
    const file = { name: 'a.txt', content: textOf(900) };
    const base = `/api/v1/vendors/${vendorId}`;
    const { status } = await sendForm(door, `${base}/evidence`, { title: 'Report' }, file);
    const id = await upload(door, base, { name: 'b.txt', content: textOf(900) });
    const done = await staff.post(`/api/v1/uploads/${id}/evidence`, { title: 'Report' });
    expect([status, done.status]).toEqual([201, 201]);
  };

  it('keep nobody waiting but the vendor that sends them [ASVS 15.2.2, 5.2.4]', async () => {
    await hold(
      'POST /api/v1/answering/questions/a.yes/evidence',
      'content-type: multipart/form-data; boundary=b\r\n',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello',
    );
    await nobodyWaits('Patient Systems');
  });

  it('nor do parts of them', async () => {
    const { body } = await assay.stranger.post<{ id: string }>(
      '/api/v1/answering/questions/a.yes/uploads',
      { name: 'a.txt', bytes: 3_000_000 },
      { authorization: `Bearer ${secret}` },
    );
    await hold(
      `PUT /api/v1/answering/uploads/${body.id}/parts`,
      'content-type: application/octet-stream\r\nupload-offset: 0\r\n',
      'hello',
    );
    await nobodyWaits('Quiet Systems');
  });
});
