import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { keyAt } from '../large-questionnaire.mjs';
import { median, millisecondsOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { ask, comparedRates } from '../rates.mjs';
import { fileIn, makeRegister, session } from '../register.mjs';
import { reassessed, reviewed } from '../reviewed.mjs';
import { assayOn, withServer } from '../servers.mjs';

export const about =
  'the review page of a long assessment and of its reassessment, half judged, over HTTP';

const bare = join(import.meta.dirname, '../floors/review.mjs');
/** Fewer than elsewhere: a page of 300 lines makes the engine busy enough. */
const warming = 200;

export async function measure({ built, quick }) {
  const rows = [];
  for (const amount of quick ? [300] : [90, 300])
    rows.push(...(await ofSize(built, amount, quick)));
  return rows;
}

async function ofSize(built, size, quick) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    const ids = await withProduct(built, folder, (app) => cyclesIn(built, app, size));
    return withServer(assayOn(built, folder), (assay) =>
      pagesOf({ assay, file: fileIn(folder), size, quick }, ids),
    );
  });
}

async function cyclesIn(built, app, size) {
  const alone = await reviewed(built, app, size, size / 2);
  if (size < 300) return { alone };
  return { alone, cycles: await reassessed(built, app, size) };
}

async function pagesOf(ground, { alone, cycles }) {
  const beside = (args, work) =>
    withServer({ script: bare, args: [ground.file, ...args], ready: '/ready' }, work);
  const rows = await beside([alone], (floor) =>
    pages({ ...ground, floor, id: alone, work: 'review' }),
  );
  if (!cycles) return rows;
  const again = { ...ground, id: cycles.after, work: 'reassessment', query: '?show=since' };
  const others = await beside([cycles.after, cycles.before], (floor) => pages({ ...again, floor }));
  return [...rows, ...others];
}

async function pages({ assay, floor, id, size, quick, work, query = '' }) {
  const headers = { cookie: `assay=${session}`, accept: 'text/html' };
  const page = `${assay.address}/assessments/${id}/review/${keyAt(size / 2)}${query}`;
  const queries = { server: floor, url: floor.address };
  const whole = { server: assay, url: page, headers };
  const step = { ...whole, headers: { ...headers, 'x-assay-part': 'step' } };
  for (const side of [queries, whole, step]) await ask(side, { amount: warming });
  // What every page costs, whatever stands on it, is most of a short one.
  const budget = size >= 300 ? { budget: { ratioAtLeast: 0.5 } } : {};
  return [
    { work: `${work} page`, size, ...(await comparedRates(queries, whole, quick)), ...budget },
    {
      work: `${work}, next answer`,
      size,
      ...(await comparedRates(queries, step, quick)),
      ...budget,
    },
    {
      work: `${work}, a judgement`,
      size,
      unit: 'ms',
      product: await judgement({ page, headers, quick }),
    },
  ];
}

/** Milliseconds from the judgement to the next answer on the screen, as the page's script asks for it. */
async function judgement({ page, headers, quick }) {
  const grades = ['assertion', 'document', 'artefact', 'verified'];
  const took = [];
  const [, submissionId] = /name="submissionId" value="([^"]+)"/.exec(
    await (await fetch(page, { headers })).text(),
  );
  for (let time = 0; time < (quick ? 30 : 100); time += 1) {
    const body = new URLSearchParams({
      judgement: 'meets',
      evidence: grades[time % 4],
      version: time,
      submissionId,
    });
    const sent = { ...headers, 'x-assay-part': 'step', 'sec-fetch-site': 'same-origin' };
    took.push(
      await millisecondsOf(async () => {
        const reply = await fetch(page, { method: 'POST', headers: sent, body });
        const text = await reply.text();
        if (reply.status !== 200) throw new Error(`A judgement was refused: ${text.slice(0, 500)}`);
      }),
    );
  }
  return median(took.slice(took.length / 2));
}
