import { Injectable } from '@nestjs/common';
import {
  LeaningQuery,
  Reliance,
  RescoringQueries,
  type LeaningLine,
  type RescoringView,
} from '../../assessments/index.js';
import { AuditorQueries, AuditQueries, type AuditorView } from '../../audits/index.js';
import type { Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import type { Page } from '../../platform/database/index.js';
import type { Form } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { likenessShown } from '../audits/likeness-shown.js';
import { kindWords, standingOf } from './auditor-words.js';
import { overTheirs } from '../frame/over-theirs.js';

const auditsShown = 50;
const rescoringsShown = 3;

/** What an auditor is, and everything that leans on it. */
@Injectable()
export class AuditorPage {
  constructor(
    private readonly auditors: AuditorQueries,
    private readonly audits: AuditQueries,
    private readonly reliance: Reliance,
    private readonly rescorings: RescoringQueries,
    private readonly clock: Clock,
  ) {}

  async of(me: Caller, id: string, url: string, query: LeaningQuery): Promise<object> {
    const auditor = await this.auditors.view(id);
    const { doubted } = auditor;
    const { items: rescorings } = await this.rescorings.page(id, { size: rescoringsShown });
    const mentions = await this.reliance.mentions(id, { size: 50 });
    const leaning = await this.leaning(id, url, query);
    const waiting = rescorings.some(isRunning);
    return {
      ...headOf(auditor),
      ...leaning,
      may: {
        stand: me.may.has('audits.write'),
        rescore: me.may.has('assessments.write') && leaning.counts.scores > 0 && !waiting,
      },
      rescorings: rescorings.map(rescoringShown),
      ...(waiting ? { waiting, scripts: ['/public/js/waiting.js'] } : {}),
      drafted: (await this.reliance.drafted(id)).map((one) => ({
        ...one,
        href: `/assessments/${one.id}`,
      })),
      mentions: mentions.items.map(({ id: assessmentId, vendorId, vendor, questionKey, name }) => ({
        vendor,
        vendorHref: `/vendors/${vendorId}`,
        href: reviewOf(assessmentId, questionKey),
        name,
      })),
      moreMentions: mentions.next !== undefined,
      alike: me.may.has('evidence.read') ? (await this.reliance.alike(id)).map(likenessShown) : [],
      toBeHead: doubted ? 'Scored again today' : 'Were it in doubt',
    };
  }

  /** The form that puts it in doubt, with all that leans on it; or the one that restores it. */
  async standing(
    id: string,
    url: string,
    query: LeaningQuery,
    sent: Form<object>,
  ): Promise<object> {
    const auditor = await this.auditors.view(id);
    const { name, doubted, version } = auditor;
    const over = `${doubted ? 'Restore to good standing' : 'Put in doubt'} all the same`;
    const { form, clash } = overTheirs(sent, { version, what: 'entry', over });
    const title = doubted ? `Restore ${name} to good standing` : `Put ${name} in doubt`;
    const head = headOf(auditor, title);
    return {
      ...head,
      title,
      ...clash,
      version: String(version),
      ...(await this.leaning(id, url, query)),
      ...shownForm(reasonPlan(doubted), form),
      toBeHead: 'Were it in doubt',
    };
  }

  private async leaning(id: string, url: string, query: LeaningQuery) {
    const page = await this.reliance.page(id, query);
    const audits = await this.audits.page({ auditorId: id, size: auditsShown });
    const today = this.clock.today();
    return {
      today,
      counts: await this.reliance.of(id),
      audits: audits.items.map((audit) => ({
        href: `/audits/${audit.id}`,
        name: audit.name,
        vendor: audit.vendor,
        vendorHref: `/vendors/${audit.vendorId}`,
        scope: audit.scope,
        state: audit.freshness.state,
        reason: audit.freshness.reason,
      })),
      ...(audits.next ? { allAudits: `/audits?auditorId=${id}` } : {}),
      scores: page.items.map(scoreShown),
      ...pagerOf(url, page),
    };
  }
}

const isRunning = ({ done, assessments }: RescoringView): boolean => done < assessments;

const reviewOf = (assessmentId: string, key: string): string =>
  `/assessments/${assessmentId}/review/${encodeURIComponent(key)}`;

function headOf(auditor: AuditorView, last?: string): object {
  const { id, name, kind, website, doubtedAt, doubtReason } = auditor;
  const href = `/auditors/${id}`;
  const up = { href: '/auditors', label: 'Auditors' };
  return {
    title: name,
    crumbs: last ? [up, { href, label: name }, { label: last }] : [up, { label: name }],
    auditor: {
      name,
      href,
      kind: kindWords[kind],
      isPlatform: kind === 'platform',
      standing: standingOf(auditor),
      website,
      doubted: auditor.doubted,
      doubtedAt,
      doubtReason,
    },
  };
}

const reasonPlan = (doubted: boolean): Record<string, FieldPlan> => ({
  reason: {
    label: doubted ? 'Why it is in good standing again' : 'Why it is in doubt',
    type: 'textarea',
    rows: 4,
    maxlength: 2_000,
    required: true,
    hint: 'Stands in the journal and beside its name.',
  },
});

function scoreShown(line: LeaningLine): object {
  const { id, vendorId, vendor, engagement, state, band, residual, toBe, answers } = line;
  return {
    vendor,
    vendorHref: `/vendors/${vendorId}`,
    engagement,
    href: `/assessments/${id}/score`,
    state,
    band,
    residual,
    toBe,
    answers: answers.map(({ key, text, restsOn, evidenceLowered }) => ({
      href: reviewOf(id, key),
      text,
      restsOn,
      evidenceLowered,
    })),
  };
}

const rescoringShown = (rescoring: RescoringView): object => ({
  ...rescoring,
  running: isRunning(rescoring),
});

const pagerOf = (url: string, page: Page<LeaningLine>): object =>
  page.next === undefined && page.previous === undefined ? {} : { pager: listLinks(url, page) };
