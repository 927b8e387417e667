import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Database,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { compareVersions, rangeWords, readPurl } from '../../supply-chain/index.js';
import type {
  AdvisoryLine,
  AdvisoryQuery,
  AdvisoryTextView,
  AdvisoryView,
  PackageView,
} from './advisory.dto.js';
import { Advisory, AdvisoryAlias, AdvisoryPackage, AdvisoryText } from './advisory.entity.js';

const columns = sql`a.id, a.event_id AS "eventId", a.osv_id AS "osvId", a.kind, a.summary, a.is_broad AS "isBroad",
  a.published_at AS "publishedAt", a.modified_at AS "modifiedAt", a.withdrawn_at AS "withdrawnAt", a.source, a.version`;
const sort = { column: sql`a.modified_at`, id: sql`a.id`, descending: true };

type Raw = Omit<AdvisoryLine, 'isBroad'> & { isBroad: number; sort_value?: string };

@Injectable()
export class AdvisoryQueries {
  constructor(private readonly database: Database) {}

  /** Last modified first. */
  async page(query: AdvisoryQuery): Promise<Page<AdvisoryLine>> {
    const page = await readPage<Raw>(this.database, {
      columns,
      from: sql`advisory a`,
      conditions: conditionsOf(query),
      sort,
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    return { ...page, items: page.items.map(lineOf) };
  }

  async view(id: string): Promise<AdvisoryView> {
    const advisory = await this.database.repository(Advisory).findOneBy({ id });
    if (!advisory) throw new NotFound('advisory');
    const { homeEventId: _h, rawHash: _r, updatedAt: _u, ...told } = advisory;
    const packages = await this.packagesOf([id]);
    const aliases = await this.database
      .repository(AdvisoryAlias)
      .find({ where: { advisoryId: id }, order: { value: 'ASC' } });
    const contradictions = await this.database
      .repository(AdvisoryText)
      .countBy({ advisoryId: id, standing: 'conflicting' });
    return present({
      ...told,
      publishedAt: advisory.publishedAt?.toISOString() ?? null,
      modifiedAt: advisory.modifiedAt.toISOString(),
      withdrawnAt: advisory.withdrawnAt?.toISOString() ?? null,
      recordedAt: advisory.recordedAt.toISOString(),
      packages: packages.map(packageView),
      aliases: aliases.map(({ value, byPerson }) => ({ value, byPerson })),
      contradictions,
    });
  }

  /** All texts of it that were given, newest first. */
  async texts(id: string): Promise<AdvisoryTextView[]> {
    if (!(await this.database.repository(Advisory).existsBy({ id })))
      throw new NotFound('advisory');
    const texts = await this.database.repository(AdvisoryText).findBy({ advisoryId: id });
    return texts
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .map(({ advisoryId: _, modifiedAt, recordedAt, ...text }) =>
        present({
          ...text,
          modifiedAt: modifiedAt.toISOString(),
          recordedAt: recordedAt.toISOString(),
        }),
      );
  }

  /** What these advisories name, in the order of each record. */
  async packagesOf(advisoryIds: readonly string[]): Promise<AdvisoryPackage[]> {
    if (advisoryIds.length === 0) return [];
    return this.database.repository(AdvisoryPackage).find({
      where: { advisoryId: In([...advisoryIds]) },
      order: { advisoryId: 'ASC', position: 'ASC' },
    });
  }
}

export function packageView({
  ecosystem,
  name,
  purl,
  versions,
  ranges,
  isBroad,
}: AdvisoryPackage): PackageView {
  return present({
    purl,
    ecosystem,
    name,
    versions,
    ranges: ranges.map((range) => ({ type: range.type, words: rangeWords(range) })),
    isBroad,
    isComparable: compareVersions(ecosystem, '1.0.0', '1.0.0') === 0,
  });
}

/** Those that name the package of this purl. */
export function namesPackage(purl: string): Sql {
  const wanted = readPurl(purl)?.purl ?? '';
  return sql`a.id IN (SELECT p.advisory_id FROM advisory_package p WHERE p.purl = ${wanted})`;
}

function conditionsOf({ kind, purl, id }: AdvisoryQuery): Sql[] {
  const conditions: Sql[] = [];
  if (kind) conditions.push(sql`a.kind = ${kind}`);
  if (purl) conditions.push(namesPackage(purl));
  if (id) {
    conditions.push(sql`(a.osv_id = ${id} OR a.id IN (
      SELECT x.advisory_id FROM advisory_alias x WHERE x.value = ${id}))`);
  }
  return conditions;
}

export const lineOf = ({ sort_value: _, isBroad, ...row }: Raw): AdvisoryLine =>
  present({ ...row, isBroad: isBroad === 1 });
