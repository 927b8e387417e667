import { randomBytes } from 'node:crypto';
import { closeOnDisk, fileIn, idOf, openFile, userId } from './register.mjs';
import { reviewed } from './reviewed.mjs';
import { fillJournal } from './works/journal.mjs';

const questions = 100;
/** How often the same engagement was assessed. */
const cycles = 4;
const findingsEach = 8;
const filesEach = 2;
const entriesEach = 120;
const audits = 4;
/** So far from the numbers that findings are given. */
const wideOf = 100_000;
/** An id far beyond those of the register. */
const beyond = 0x10000000;

/**
 * A vendor with audits and so many assessments, each reviewed, scored again at each judgement, with findings and files of
 * evidence of its own, and with what the journal says of it. Gives the id of the vendor.
 */
export async function vendorWith(built, app, folder, assessments) {
  const assessmentId = await reviewed(built, app, questions);
  const { Blobs } = await built.load('src/platform/storage/index.js');
  const blobs = app.get(Blobs, { strict: false });
  const files = [];
  for (let made = 0; made < assessments * filesEach + audits; made += 1) {
    files.push(await blobs.put(randomBytes(2_000 + made)));
  }
  const file = openFile(fileIn(folder));
  file.pragma('synchronous = OFF');
  file.pragma('foreign_keys = OFF');
  const vendor = new Vendor(file, assessmentId, files);
  file.transaction(() => vendor.fill(assessments))();
  const { ids } = vendor;
  file.exec('ANALYZE');
  closeOnDisk(file);
  const subjectOf = (made) => ids[made % ids.length];
  await fillJournal(built, folder, assessments * entriesEach, { subjectOf });
  return vendor.vendorId;
}

/**
 * Nobody reads what an earlier score was made from; it is shorter here so that the whole file can be mapped: what the database
 * keeps of a larger one in its own memory, up to its bound, is none of the dossier's.
 */
const outdated = (score) => ({ ...score, input: '{}', result: `{}${' '.repeat(10_000)}` });

class Vendor {
  constructor(file, assessmentId, files) {
    this.file = file;
    this.files = files;
    this.made = file.prepare('SELECT count(*) AS made FROM score').get().made * 1_000;
    this.statements = {};
    const rows = (table) =>
      file.prepare(`SELECT * FROM ${table} WHERE assessment_id = ?`).all(assessmentId);
    this.assessment = file.prepare('SELECT * FROM assessment WHERE id = ?').get(assessmentId);
    const { engagement_id: engagementId, vendor_id: vendorId } = this.assessment;
    this.vendorId = vendorId;
    this.engagement = file.prepare('SELECT * FROM engagement WHERE id = ?').get(engagementId);
    [this.submission] = rows('submission');
    [this.finding] = rows('finding');
    this.reviews = rows('review');
    const scores = rows('score');
    const last = Math.max(...scores.map(({ number }) => number));
    this.scores = scores.map((score) => (score.number === last ? score : outdated(score)));
    this.number = file.prepare('SELECT max(number) AS last FROM finding').get().last + wideOf;
    this.at = new Date().toISOString();
  }

  fill(assessments) {
    this.auditsOf();
    this.ids = [this.assessment.id];
    for (let made = 1; made < assessments; made += 1) this.ids.push(this.assess(made));
  }

  assess(made) {
    const { vendorId, assessment, submission } = this;
    if (made % cycles === 1) {
      this.engagementId = this.id();
      const name = `Engagement ${made}`;
      this.insert('engagement', { ...this.engagement, id: this.engagementId, name });
    }
    const [id, submissionId] = [this.id(), this.id()];
    const engagement = { vendor_id: vendorId, engagement_id: this.engagementId };
    this.insert('assessment', { ...assessment, id, ...engagement });
    const sent = { id: submissionId, assessment_id: id, receipt: this.id() };
    this.insert('submission', { ...submission, ...sent });
    const part = { assessment_id: id, submission_id: submissionId };
    for (const review of this.reviews) this.insert('review', { ...review, ...part });
    for (const score of this.scores) this.insert('score', { ...score, ...part, id: this.id() });
    for (let one = 0; one < findingsEach; one += 1) {
      this.find({ ...engagement, assessment_id: id });
    }
    for (let one = 0; one < filesEach; one += 1) this.show('answer', id, `check-00${one + 1}`);
    return id;
  }

  find(where) {
    const own = { id: this.id(), number: (this.number += 1), gap: null };
    this.insert('finding', { ...this.finding, ...where, ...own });
  }

  auditsOf() {
    const auditorId = this.id();
    const columns = { created_at: this.at, updated_at: this.at, version: 1 };
    const auditor = {
      id: auditorId,
      kind: 'firm',
      name: `Auditor ${this.made}`,
      sort_name: `auditor ${this.made}`,
    };
    this.insert('auditor', { ...auditor, ...columns });
    for (let one = 0; one < audits; one += 1) {
      const id = this.id();
      const facts = {
        kind: 'iso27001',
        scope: 'All sites',
        subservices: '[]',
        issued_on: '2026-03-01',
        expires_on: '2029-02-28',
      };
      this.insert('audit', {
        id,
        vendor_id: this.vendorId,
        auditor_id: auditorId,
        ...facts,
        ...columns,
      });
      this.show('audit', id, '');
      this.find({ engagement_id: null });
    }
  }

  /** A file of evidence, attached to something. */
  show(kind, subjectId, part) {
    const { name: blob, sha256, bytes } = this.files.pop();
    const [id, fileId, given] = [this.id(), this.id(), this.by('given')];
    const own = { vendor_id: this.vendorId };
    const file = { sha256, bytes, blob, media_type: 'application/pdf', extension: 'pdf' };
    this.insert('evidence_file', { id: fileId, ...own, ...file, stored_at: this.at });
    const title = `Handbook ${this.made}`;
    this.insert('evidence', {
      id,
      ...own,
      kind: 'other',
      title,
      revisions: 1,
      ...given,
      version: 1,
    });
    const revision = {
      evidence_id: id,
      number: 1,
      file_id: fileId,
      name: `handbook-${this.made}.pdf`,
    };
    this.insert('evidence_revision', { id: this.id(), ...revision, ...given });
    const link = { evidence_id: id, subject_kind: kind, subject_id: subjectId, part };
    this.insert('evidence_link', { id: this.id(), ...link, ...this.by('linked') });
  }

  by(done) {
    const who = { [`${done}_by_kind`]: 'user', [`${done}_by_id`]: userId };
    return { ...who, [`${done}_by`]: 'Ada Moreau', [`${done}_at`]: this.at };
  }

  id() {
    this.made += 1;
    return idOf(beyond + this.made, () => 0.5);
  }

  insert(table, row) {
    const columns = Object.keys(row);
    this.statements[table] ??= this.file.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
    this.statements[table].run(row);
  }
}
