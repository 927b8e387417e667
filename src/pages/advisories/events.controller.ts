import { Body, Get, Post } from '@nestjs/common';
import {
  BondDecision,
  BondQueries,
  Bonds,
  EventQueries,
  AdvisoryQueries,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import {
  blankForm,
  checked,
  fromText,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  TextField,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { EventPage } from './event-page.js';

/** Says that an advisory, named by its id, tells of this event too. */
class Joining {
  @TextField({ max: 200 }) other: string;
  @TextField({ max: 1_000 }) reason: string;
}

const done = {
  holds: 'They are one event.',
  refused: 'The suggestion is refused.',
  undone: 'They are parted.',
} as const;

/** Events that advisories tell of, and whether two advisories tell of one. */
@PageController('advisories')
export class AdvisoryEventPages {
  constructor(
    private readonly events: EventQueries,
    private readonly advisories: AdvisoryQueries,
    private readonly bonds: Bonds,
    private readonly bondQueries: BondQueries,
    private readonly page: EventPage,
  ) {}

  @Get('events/:id')
  @Requires('incidents.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View | Redirect> {
    const current = await this.events.currentOf(id);
    if (current.id !== id) return redirect(`/advisories/events/${current.id}`);
    return this.show(me, id, blankForm());
  }

  @Post('events/:id/joining')
  @Requires('incidents.write')
  async join(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(Joining, body),
      async ({ other, reason }) => {
        const { advisories } = await this.events.view(id);
        const [one] = advisories;
        const [found] = (await this.advisories.page({ id: other, size: 1 })).items;
        if (!one) throw new Conflict('This event has become part of another.');
        if (!found) throw new Invalid({ other: 'is not here: bring it in first' });
        if (found.eventId === id) throw new Invalid({ other: 'is one of this event already' });
        await this.bonds.join(me, one.id, found.id, reason);
        const { id: current } = await this.events.currentOf(id);
        return redirect(`/advisories/events/${current}`, done.holds);
      },
      (form) => this.show(me, id, form),
    );
  }

  @Post('bonds/:id')
  @Requires('incidents.write')
  async decide(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const { version, rest } = readVersion(body);
    const decision = checked(BondDecision, fromText(BondDecision, rest));
    const { oneId } = await this.bondQueries.byId(id);
    const told = await this.told(() => this.bonds.decide(me, id, version, decision), decision);
    const { eventId } = await this.advisories.view(oneId);
    return redirect(`/advisories/events/${eventId}`, told);
  }

  /** What became of it; a button has no form to be shown again. */
  private async told(act: () => Promise<void>, { state }: BondDecision): Promise<string> {
    try {
      await act();
      return done[state];
    } catch (error) {
      if (error instanceof Conflict) return error.message;
      throw error;
    }
  }

  private async show(me: Caller, id: string, form: Form<object>): Promise<View> {
    return show('pages/advisories/event', await this.page.of(me, id, form));
  }
}
