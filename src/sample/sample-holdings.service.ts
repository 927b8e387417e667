import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../platform/clock.js';
import {
  Importing,
  InventoryImports,
  InventoryQueries,
  Suppliers,
  ToolsByHand,
} from '../supply-chain/index.js';
import { CredentialQueries, Credentials, Engagements } from '../vendors/index.js';
import { daysAgo } from './moments.js';
import type { SampleList, Story } from './story.js';
import type { Cast } from './storyteller.service.js';

const minutesAList = 12;

/** What a vendor holds of ours, and what it is built from; what is there stays. */
@Injectable()
export class SampleHoldings {
  constructor(
    private readonly clock: Clock,
    private readonly engagements: Engagements,
    private readonly credentials: Credentials,
    private readonly held: CredentialQueries,
    private readonly imports: InventoryImports,
    private readonly importing: Importing,
    private readonly lists: InventoryQueries,
    private readonly byHand: ToolsByHand,
    private readonly suppliers: Suppliers,
  ) {}

  async tell(story: Story, vendorId: string, today: string, cast: Cast): Promise<void> {
    const { addedDaysAgo, credentials = [], lists = [], supplies, vendor } = story;
    const work = async (): Promise<void> => {
      await this.hold(vendorId, credentials, cast);
      if (supplies) await this.supply(vendorId, vendor.name, cast);
    };
    await this.clock.at(daysAgo(today, addedDaysAgo, 20), work);
    const { items } = await this.lists.page(vendorId, {});
    const known = new Set(items.map(({ fileName, subject }) => fileName ?? subject));
    for (const [at, list] of lists.entries()) {
      if (known.has(list.file?.name ?? list.heard?.subject)) continue;
      const moment = daysAgo(today, list.daysAgo, at * minutesAList);
      await this.clock.at(moment, () => this.take(vendorId, list, cast));
    }
  }

  private async hold(
    vendorId: string,
    wanted: NonNullable<Story['credentials']>,
    { analyst }: Cast,
  ): Promise<void> {
    const [engagement] = await this.engagements.ofVendor(vendorId);
    if (!engagement) return;
    const known = (await this.held.ofEngagement(engagement.id)).map(({ name }) => name);
    for (const facts of wanted.filter(({ name }) => !known.includes(name))) {
      await this.credentials.add(analyst, engagement.id, facts);
    }
  }

  private async supply(vendorId: string, name: string, { analyst }: Cast): Promise<void> {
    const { id, version, ...facts } = await this.suppliers.byId(
      await this.suppliers.named(analyst, name),
    );
    if (facts.vendorId === null)
      await this.suppliers.change(analyst, id, version, { name, vendorId });
  }

  /** Reads a file in the same breath, so that what it says is as old as the file. */
  private async take(
    vendorId: string,
    { file, heard }: SampleList,
    { analyst }: Cast,
  ): Promise<void> {
    if (heard) await this.byHand.add(analyst, vendorId, heard);
    if (!file) return;
    const { name, content, subject, describedOn, whole: isComplete } = file;
    const given = { name, content: Readable.from([Buffer.from(content)]) };
    const told = { subject, describedOn, isComplete };
    const { id } = await this.imports.receive(analyst, vendorId, given, async () => told);
    await this.importing.read({ importId: id });
  }
}
