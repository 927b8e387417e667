import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { inFolder } from '../folder.mjs';
import { inTurns, rateOf } from '../measure.mjs';
import { withProduct } from '../product.mjs';
import { fileIn, idOf, insert, makeRegister, openFile, userId } from '../register.mjs';

export const about = 'one answer of a respondent saved, on disk before the next';

const secret = 'A'.repeat(43);
const atOnce = 20;

export async function measure({ built, quick }) {
  return inFolder(async (folder) => {
    await makeRegister(built, folder, 200);
    return withProduct(built, folder, async (app) => {
      const { Answers, Respondents } = await built.load('src/assessments/index.js');
      const { aiVendor, Questionnaires, questionsOf } = await built.load(
        'src/questionnaires/index.js',
      );
      const { id } = await app.get(Questionnaires).latestPublished(aiVendor.key);
      send(fileIn(folder), id);
      const scope = await app.get(Respondents).peek(secret);
      const keys = questionsOf(aiVendor)
        .filter(({ kind, when }) => kind === 'yes_no' && !when)
        .map(({ key }) => key)
        .slice(0, atOnce);
      const answers = app.get(Answers);
      const save = (time) =>
        answers.save(scope, keys[time % keys.length], { value: 'yes', comment: `Draft ${time}` });
      for (let time = 0; time < keys.length; time += 1) await save(time);
      const floor = bareUpdate(
        fileIn(folder),
        join(folder, 'floor.sqlite'),
        scope.assessmentId,
        keys,
      );
      const [rounds, times] = quick ? [4, 100] : [10, 200];
      let draft = 0;
      const alone = () => rateOf(times, () => save((draft += 1)));
      const together = async () =>
        atOnce *
        (await rateOf(times / atOnce, () =>
          Promise.all(Array.from({ length: atOnce }, () => save((draft += 1)))),
        ));
      const bare = () => rateOf(times, floor.update);
      await alone();
      const rows = [
        { work: 'autosave, one after another', ...(await inTurns(rounds, bare, alone)) },
        { work: `autosave, ${atOnce} at a time`, ...(await inTurns(rounds, bare, together)) },
      ];
      floor.close();
      return rows.map((row) => ({ ...row, unit: '/s', budget: { ratioAtLeast: 0.5 } }));
    });
  });
}

/** The rows behind an assessment that was sent, with a link that `secret` opens. */
function send(path, versionId) {
  const file = openFile(path);
  const at = new Date().toISOString();
  const dueOn = '2099-12-31';
  const { id: vendorId } = file.prepare('SELECT id FROM vendor LIMIT 1').get();
  const [engagement, contact, assessment, invitation] = [1, 2, 3, 4].map((number) =>
    idOf(number, () => 0.5),
  );
  insert(file, 'engagement', {
    id: engagement,
    vendor_id: vendorId,
    name: 'Summaries of contracts',
    data: '[]',
    access: '[]',
    criticality: 'L',
    autonomy: 'none',
    likelihood: '{}',
    holds_credentials: 0,
    code_runs_here: 0,
    supports_critical_function: 0,
    inherent: '{}',
    tier: 3,
    created_at: at,
    updated_at: at,
    version: 1,
  });
  const person = { name: 'Rui Okafor', email: 'rui.okafor@vendor.example' };
  insert(file, 'contact', {
    id: contact,
    vendor_id: vendorId,
    ...person,
    created_at: at,
    version: 1,
  });
  insert(file, 'assessment', {
    id: assessment,
    vendor_id: vendorId,
    engagement_id: engagement,
    questionnaire_version_id: versionId,
    contact_id: contact,
    state: 'sent',
    due_on: dueOn,
    owner_id: userId,
    created_at: at,
    sent_at: at,
    version: 1,
  });
  insert(file, 'invitation', {
    id: invitation,
    assessment_id: assessment,
    contact_id: contact,
    ...person,
    secret_hash: createHash('sha256').update(secret).digest('hex'),
    created_at: at,
    expires_at: `${dueOn}T23:59:59.999Z`,
  });
  file.close();
}

function bareUpdate(from, to, assessmentId, keys) {
  const original = openFile(from);
  original.prepare('VACUUM INTO ?').run(to);
  original.close();
  const file = openFile(to);
  const update = file.prepare(
    `UPDATE answer SET value = ?, comment = ?, answered_at = ?, version = version + 1
     WHERE assessment_id = ? AND question_key = ?`,
  );
  let draft = 0;
  return {
    update: () => {
      draft += 1;
      const at = new Date().toISOString();
      const { changes } = update.run(
        '"yes"',
        `Draft ${draft}`,
        at,
        assessmentId,
        keys[draft % keys.length],
      );
      if (changes !== 1) throw new Error('The floor changed nothing.');
    },
    close: () => file.close(),
  };
}
