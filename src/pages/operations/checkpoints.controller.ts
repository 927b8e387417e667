import { Body, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { CheckpointQueries, Checkpoints } from '../../journal/index.js';
import { JournalAcceptance, PublicKeys } from '../../operations/index.js';
import {
  blankForm,
  ListQuery,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Tellings, WitnessQueries } from '../../witnesses/index.js';
import { PageController } from '../frame/page-controller.js';
import { besideShown } from './beside-shown.js';
import { checkpointsPage } from './checkpoints-view.js';

@PageController('journal/checkpoints')
export class CheckpointPages {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly queries: CheckpointQueries,
    private readonly keys: PublicKeys,
    private readonly witnesses: WitnessQueries,
    private readonly tellings: Tellings,
  ) {}

  @Get()
  @Requires('journal.read')
  async list(@Query() query: ListQuery, @Req() { url }: Request, @Me() me: Caller): Promise<View> {
    return this.shown(me, query, url, blankForm());
  }

  /** That the journal is right as it is, though another checkpoint lies beside the keys. */
  @Post('acceptance')
  @Requires('journal.sign')
  async accept(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(JournalAcceptance, body),
      async ({ reason }) => {
        const { size } = await this.checkpoints.acceptAsItIs(me, reason);
        await this.tellings.tellAll();
        const said = `The journal goes on from here; the checkpoint of ${size} entries is signed. What somebody outside keeps of entries that are lost does not fit any more: tell them why.`;
        return redirect('/journal/checkpoints', said);
      },
      (form) => this.shown(me, {}, '/journal/checkpoints', form),
    );
  }

  @Post()
  @Requires('journal.sign')
  async sign(): Promise<Redirect> {
    const { size } = await this.checkpoints.sign('request');
    await this.tellings.tellAll();
    return redirect('/journal/checkpoints', `The checkpoint of ${size} entries is signed.`);
  }

  @Get(':size/note.txt')
  @Requires('journal.read')
  async note(
    @Param('size') size: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const { note } = await this.queries.bySize(size);
    void reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="checkpoint-${Number(size)}.txt"`);
    return note;
  }

  private async shown(
    me: Caller,
    query: ListQuery,
    url: string,
    form: Form<object>,
  ): Promise<View> {
    const page = await this.queries.page(query);
    const { items } = await this.witnesses.page({ size: 100 });
    const witnesses = { maySign: me.may.has('journal.sign'), items };
    const keys = { known: await this.keys.list(), current: this.keys.current };
    const kept = await this.checkpoints.beside.standing();
    return show('pages/journal/checkpoints', {
      ...checkpointsPage(url, page, keys, witnesses),
      ...besideShown(kept, form),
    });
  }
}
