import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EvidenceStore } from '../../evidence/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Invalid } from '../../platform/errors.js';
import { incidentReference } from '../cases/incident.entity.js';
import { Incidents } from '../cases/incidents.service.js';
import { ConcernQueries, vexNamesOf } from '../outreach/concern.queries.js';
import { heardIn, type HeardVex } from '../outreach/openvex.js';
import type { VexDocument } from './statement.dto.js';
import { Statements } from './statements.service.js';

/** OpenVEX documents that vendors sent otherwise than by a link: kept as evidence, and heard as a dated word. */
@Injectable()
export class VexDocuments {
  constructor(
    private readonly clock: Clock,
    private readonly incidents: Incidents,
    private readonly concerns: ConcernQueries,
    private readonly statements: Statements,
    private readonly evidence: EvidenceStore,
  ) {}

  /** What it says of the incident; nothing is kept. */
  async hear(incidentId: string, openVex: string): Promise<HeardVex> {
    const concern = await this.concerns.of(await this.incidents.byId(incidentId));
    const heard = heardIn(openVex, vexNamesOf(concern), this.clock.today());
    if ('problem' in heard) throw new Invalid({ openVex: heard.problem });
    return heard;
  }

  async take(
    actor: Actor,
    incidentId: string,
    { vendorId, openVex }: VexDocument,
  ): Promise<{ id: string }> {
    const [word] = (await this.hear(incidentId, openVex)).words;
    const reference = incidentReference((await this.incidents.byId(incidentId)).number);
    const { status, justification, statedOn: datedOn, words } = word;
    const said = { incidentId, vendorId, status, justification, datedOn, words };
    const title = `OpenVEX document about ${reference}`;
    const facts = () => ({ kind: 'other' as const, title, issuedOn: datedOn });
    const content = Readable.from([Buffer.from(openVex)]);
    const file = { name: `openvex-${reference}.json`, content };
    let id = '';
    await this.evidence.receiveFor(
      actor,
      file,
      { vendorId, facts },
      {
        alongside: async (sourceId) => {
          ({ id } = await this.statements.add(actor, { ...said, source: 'vex', sourceId }));
        },
      },
    );
    return { id };
  }
}
