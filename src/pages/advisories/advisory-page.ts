import { Injectable } from '@nestjs/common';
import { AdvisoryQueries } from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import { advisoryKindWords, advisorySourceWords, advisoryStyles } from './advisory-words.js';

const textStandings: Readonly<Record<string, string>> = {
  current: 'in force',
  replaced: 'replaced by a later one',
  conflicting: 'contradicts the one in force, and was not taken over',
};

/** One record, with what people said of it and every text of it that was given. */
@Injectable()
export class AdvisoryPage {
  constructor(private readonly queries: AdvisoryQueries) {}

  async of(me: Caller, id: string): Promise<object> {
    const advisory = await this.queries.view(id);
    const texts = await this.queries.texts(id);
    const { osvId, eventId, kind, source } = advisory;
    return {
      title: osvId,
      crumbs: [
        { href: '/advisories', label: 'Advisories' },
        { href: `/advisories/events/${eventId}`, label: 'Event' },
        { label: osvId },
      ],
      styles: advisoryStyles,
      path: `/advisories/${id}`,
      mayWrite: me.may.has('incidents.write'),
      advisory: {
        ...advisory,
        kindWord: advisoryKindWords[kind],
        sourceWord: advisorySourceWords[source],
        eventHref: `/advisories/events/${eventId}`,
      },
      texts: texts.map(({ raw: _, ...text }) => ({
        ...text,
        word: textStandings[text.standing] ?? text.standing,
        how: advisorySourceWords[text.source],
      })),
    };
  }
}
