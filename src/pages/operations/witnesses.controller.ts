import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Conflict } from '../../platform/errors.js';
import {
  blankForm,
  IdParam,
  ListQuery,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Tellings, Witnesses, WitnessFacts, WitnessQueries } from '../../witnesses/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { checkpointsCrumbs, witnessForm, witnessPage } from './witness-views.js';

@PageController('journal/witnesses')
export class WitnessPages {
  constructor(
    private readonly witnesses: Witnesses,
    private readonly queries: WitnessQueries,
    private readonly tellings: Tellings,
  ) {}

  @Get('new')
  @Requires('journal.sign')
  blank(): View {
    return show('pages/journal/witness-form', witnessForm(blankForm({ rhythm: 'daily' })));
  }

  @Post()
  @Requires('journal.sign')
  async add(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(WitnessFacts, body),
      async (facts) => {
        const { id } = await this.witnesses.add(me, facts);
        return redirect(`/journal/witnesses/${id}`, `${facts.name} is a witness now.`);
      },
      (form) => show('pages/journal/witness-form', witnessForm(form)),
    );
  }

  @Get(':id')
  @Requires('journal.sign')
  async read(
    @IdParam('id') id: string,
    @Query() query: ListQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const witness = await this.queries.byId(id);
    const page = await this.queries.tellings(id, query);
    return show('pages/journal/witness', witnessPage(url, witness, page));
  }

  @Get(':id/edit')
  @Requires('journal.sign')
  async edit(@IdParam('id') id: string): Promise<View> {
    const witness = await this.witnesses.byId(id);
    const { name, email, rhythm, pausedAt, version } = witness;
    const paused = pausedAt ? { paused: 'on' } : {};
    const typed = { name, email, rhythm, version: String(version), ...paused };
    return show('pages/journal/witness-form', witnessForm(blankForm(typed), witness));
  }

  @Post(':id')
  @Requires('journal.sign')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    await this.witnesses.byId(id);
    return submit(
      readForm(WitnessFacts, rest),
      async (facts) => {
        const paused = facts.paused ?? false;
        await this.witnesses.change(me, id, version, { ...facts, paused });
        return redirect(`/journal/witnesses/${id}`, `${facts.name} is changed.`);
      },
      async (form) => {
        const witness = await this.witnesses.byId(id);
        return show('pages/journal/witness-form', witnessForm({ ...form, typed: body }, witness));
      },
    );
  }

  @Post(':id/tellings')
  @Requires('journal.sign')
  async tellNow(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const here = `/journal/witnesses/${id}`;
    return orSay(here, async () => {
      await this.tellings.tellNow(me, id);
      return redirect(here, 'The newest checkpoint is on its way: it is the first one below.');
    });
  }

  @Get(':id/removal')
  @Requires('journal.sign')
  async askRemoval(@IdParam('id') id: string): Promise<View> {
    return this.removal(id);
  }

  @Post(':id/removal')
  @Requires('journal.sign')
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const { name } = await this.witnesses.byId(id);
    if (rest['confirmation'] !== name)
      return this.removal(id, `Type “${name}” as it stands there.`);
    try {
      await this.witnesses.remove(me, id, version);
    } catch (error) {
      if (error instanceof Conflict) return this.removal(id, error.message);
      throw error;
    }
    return redirect('/journal/checkpoints', `${name} gets no more checkpoints.`);
  }

  private async removal(id: string, error?: string): Promise<View> {
    const { name, version } = await this.witnesses.byId(id);
    const back = `/journal/witnesses/${id}`;
    const model = {
      title: 'Remove this witness?',
      crumbs: [...checkpointsCrumbs, { href: back, label: name }, { label: 'Remove' }],
      name,
      back,
      edit: `${back}/edit`,
      action: `${back}/removal`,
      hidden: [{ name: 'version', value: String(version) }],
      lost: ['the name and the address; which checkpoints went there, and when, is kept'],
      errors: error === undefined ? [] : [{ name: 'confirmation', message: error }],
      error,
    };
    return show('pages/journal/witness-removal', model, error ? 422 : 200);
  }
}
