import { Injectable } from '@nestjs/common';
import {
  EvidenceQueries,
  EvidenceSubjects,
  Likenesses,
  purgedSentence,
  spokenSize,
  type EvidenceLine,
  type EvidenceUse,
  type RevisionLine,
} from '../../evidence/index.js';
import type { Caller } from '../../identity/index.js';
import { JournalQueries } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { Vendors } from '../../vendors/index.js';
import { journalLines } from '../frame/journal-lines.js';
import { SeenBy } from '../frame/seen-by.js';
import { worded } from '../frame/words.js';
import { likenessShown } from '../audits/likeness-shown.js';
import { placeHref } from './evidence-places.js';
import { kindOf, standingOf } from './evidence-words.js';

/** The page of one piece of evidence. */
@Injectable()
export class EvidencePage {
  constructor(
    private readonly queries: EvidenceQueries,
    private readonly subjects: EvidenceSubjects,
    private readonly likenesses: Likenesses,
    private readonly vendors: Vendors,
    private readonly journal: JournalQueries,
    private readonly clock: Clock,
    private readonly seenBy: SeenBy,
  ) {}

  async shown(me: Caller, id: string): Promise<object> {
    const line = await this.queries.byId(id);
    const [revisions, uses, alike] = await Promise.all([
      this.queries.revisions(id),
      this.queries.uses(id),
      this.likenesses.of(id),
    ]);
    const history = me.may.has('journal.read')
      ? journalLines((await this.journal.page({ subjectIds: [id], sights: 'none' })).items)
      : undefined;
    return {
      ...(await this.head(line)),
      evidence: {
        ...line,
        size: spokenSize(line.bytes),
        kind: kindOf(line),
      },
      standing: standingOf(line, this.clock.today()),
      ...(line.purgedAt === null ? {} : { purged: purgedSentence(line.purgedAt, line.purgedRule) }),
      stale: line.withdrawnAt === null && line.freshness?.state === 'stale',
      byVendor: line.givenByKind === 'respondent',
      alike: alike.map(likenessShown),
      preview: line.hasPreview === 1 ? `/evidence/${id}/preview` : undefined,
      previewComes: line.isPreviewed === 0 && line.purgedAt === null,
      mayWrite: me.may.has('evidence.write') && line.withdrawnAt === null,
      uses: await Promise.all(uses.map((use) => this.useShown(me, id, use))),
      earlier: revisions.slice(1).map((revision) => revisionShown(id, revision)),
      ...(history ? { history } : {}),
      ...(await this.seenBy.of(me, id)),
      styles: ['/public/css/upload.css'],
    };
  }

  /** Title and crumbs for the pages of this evidence. */
  async head(line: EvidenceLine, further?: string): Promise<object> {
    const { name } = await this.vendors.byId(line.vendorId);
    const own = `/evidence/${line.id}`;
    return {
      title: further ?? line.title,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${line.vendorId}`, label: name },
        { href: `/vendors/${line.vendorId}/evidence`, label: 'Audits and evidence' },
        ...(further === undefined
          ? [{ label: line.title }]
          : [{ href: own, label: line.title }, { label: further }]),
      ],
      own,
      vendor: { name, href: `/vendors/${line.vendorId}` },
    };
  }

  private async useShown(me: Caller, evidenceId: string, use: EvidenceUse): Promise<object> {
    const { id, kind, subjectId, part, linkedBy, linkedByKind, linkedAt } = use;
    const ours = linkedByKind !== 'respondent';
    return {
      ...{ linkedBy, linkedAt },
      kind: worded(kind),
      title: await this.titleOf(use),
      href: placeHref[kind]?.(subjectId, part),
      ...(ours && me.may.has('evidence.write')
        ? { removal: `/evidence/${evidenceId}/uses/${id}/removal` }
        : {}),
    };
  }

  private async titleOf({ kind, subjectId: id, part }: EvidenceUse): Promise<string> {
    try {
      return (await this.subjects.find({ kind, id, part })).title;
    } catch (error) {
      if (error instanceof NotFound) return 'no longer there';
      throw error;
    }
  }
}

function revisionShown(evidenceId: string, revision: RevisionLine): object {
  const { id, number, name, bytes, sha256, givenBy, givenAt, purgedAt } = revision;
  return {
    ...{ number, name, givenBy, givenAt },
    size: spokenSize(bytes),
    fingerprint: sha256.slice(0, 12),
    ...(purgedAt === null
      ? { download: `/evidence/${evidenceId}/revisions/${id}/file` }
      : { purgedAt }),
  };
}
