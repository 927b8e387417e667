// What the review page shows, with nothing around it: one Fastify route that runs its queries and sends what they give;
// of a reassessment those of the cycle before, too.
import SqliteFile from 'better-sqlite3';
import fastify from 'fastify';

const [file, id, followedId] = process.argv.slice(2);
const database = new SqliteFile(file, { readonly: true });
database.pragma('cache_size = -32000');
database.pragma('mmap_size = 268435456');

const head =
  database.prepare(`SELECT a.id, a.state, a.due_on, v.name AS vendor, e.name AS engagement, e.tier, q.title,
    qv.number, c.name AS contact, u.name AS owner
  FROM assessment a JOIN vendor v ON v.id = a.vendor_id JOIN engagement e ON e.id = a.engagement_id
  JOIN contact c ON c.id = a.contact_id JOIN questionnaire_version qv ON qv.id = a.questionnaire_version_id
  JOIN questionnaire q ON q.id = qv.questionnaire_id JOIN app_user u ON u.id = a.owner_id WHERE a.id = ?`);
// The texts of the questions stand in the version alone.
const version = database.prepare(`SELECT v.definition FROM questionnaire_version v
  JOIN assessment a ON a.questionnaire_version_id = v.id WHERE a.id = ?`);
const submission = database.prepare(
  'SELECT * FROM submission WHERE assessment_id = ? ORDER BY number DESC LIMIT 1',
);
const reviews = database.prepare('SELECT * FROM review WHERE assessment_id = ?');
const score = database.prepare(
  'SELECT id, number, band, residual, result FROM score WHERE assessment_id = ? ORDER BY number DESC LIMIT 1',
);
const attached = database.prepare(`SELECT e.id, e.title, e.expires_on, l.part FROM evidence_link l
  JOIN evidence e ON e.id = l.evidence_id WHERE l.subject_kind = 'answer' AND l.subject_id = ?`);
const audits = database.prepare(
  'SELECT * FROM audit WHERE vendor_id = (SELECT vendor_id FROM assessment WHERE id = ?)',
);

const decided =
  database.prepare(`SELECT d.*, s.result FROM decision d JOIN score s ON s.id = d.score_id
  WHERE d.assessment_id = ?`);

const server = fastify();
server.get('/', async () => {
  const { result, ...scored } = score.get(id);
  return {
    ...answersOf(id),
    head: head.get(id),
    score: { ...scored, result: JSON.parse(result) },
    attached: attached.all(id),
    audits: audits.all(id),
    ...(followedId ? { followed: followed() } : {}),
  };
});

function answersOf(assessmentId) {
  const { answers, ...submitted } = submission.get(assessmentId);
  return {
    sections: JSON.parse(version.get(assessmentId).definition).sections,
    submission: { ...submitted, answers: JSON.parse(answers) },
    reviews: reviews.all(assessmentId),
  };
}

function followed() {
  const { result, ...decision } = decided.get(followedId);
  return { ...answersOf(followedId), decision, score: JSON.parse(result) };
}

server.get('/ready', async () => ({ status: 'ready' }));
process.once('SIGTERM', () => void server.close().then(() => database.close()));
await server.listen({ port: Number(process.env.ASSAY_PORT), host: '127.0.0.1' });
