import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { toolsChanged } from '../events.js';
import { readPurl } from '../versions/index.js';
import { endsByHand } from '../words.js';
import { Inventories } from './inventories.service.js';
import type { HandInventory, UseEnding } from './inventory.dto.js';
import { ToolUse } from './inventory.entity.js';

/** What somebody here knows of the tools of a vendor, and that it no longer holds. */
@Injectable()
export class ToolsByHand {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly inventories: Inventories,
  ) {}

  async add(actor: Actor, vendorId: string, list: HandInventory): Promise<{ id: string }> {
    const { engagementId, describedOn, subject, tools } = list;
    if (tools.length === 0) throw new Invalid({ tools: 'names none' });
    tools.forEach(({ purl }, at) => {
      if (purl && !readPurl(purl)) {
        throw new Invalid({ [`tools.${at}.purl`]: 'is not a package URL like pkg:pypi/litellm' });
      }
    });
    const { id } = await this.inventories.take(actor, {
      vendorId,
      engagementId: engagementId ?? null,
      source: 'analyst',
      sourceId: newId(),
      subject: subject ?? tools.map(({ name }) => name).join(', '),
      describedOn,
      isComplete: false,
      items: tools,
    });
    return { id };
  }

  /** Only of what no later list would end: what a file or the answer to a questionnaire says ends with the next one. */
  async end(actor: Actor, useId: string, { endedOn, reason }: UseEnding): Promise<ToolUse> {
    return this.database.transaction(async () => {
      const uses = this.database.repository(ToolUse);
      const use = await uses.findOneBy({ id: useId });
      if (!use) throw new NotFound('tool use');
      if (!endsByHand(use.source)) {
        throw new Conflict(
          'Only what was entered by hand, or said about an incident, is ended by hand. What a file or the answer to a questionnaire says holds until the next one.',
        );
      }
      if (endedOn < use.describedOn) throw new Invalid({ endedOn: 'is before the day it is from' });
      if (endedOn > this.clock.today()) throw new Invalid({ endedOn: 'is in the future' });
      const ended = { endedOn, isCurrent: false };
      const { affected } = await uses.update({ id: useId, endedOn: IsNull() }, ended);
      if (affected !== 1) throw new Conflict('This use was ended before.');
      const { vendorId, inventoryId, toolId } = use;
      const subject = { kind: 'tool_use', id: useId };
      const after = { vendorId, toolId, endedOn, reason };
      this.journal.record(actor, 'tool_use.ended', subject, null, after);
      await this.jobs.enqueue(toolsChanged, { vendorId, inventoryId });
      return use;
    });
  }
}
