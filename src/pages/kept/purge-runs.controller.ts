import { Body, Get, Post, Query } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  DueThings,
  KeptKinds,
  NewPurgeRun,
  PurgeRuns,
  purgeWords,
  type KeptKindView,
} from '../../keeping/index.js';
import {
  blankForm,
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

class DueQuery {
  @TextField({ max: 40, optional: true, example: 'contacts' }) kind?: string;
}

const kept = { href: '/kept', label: 'What is kept' };

/** What the next purge lets go, and having it go at once. */
@PageController('kept')
export class PurgeRunPages {
  constructor(
    private readonly kinds: KeptKinds,
    private readonly things: DueThings,
    private readonly runs: PurgeRuns,
  ) {}

  @Get('due')
  @Requires('keeping.manage')
  async due(@Query() { kind }: DueQuery): Promise<View> {
    return this.shown(kind, blankForm());
  }

  @Post('purges')
  @Requires('keeping.manage')
  async purge(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(NewPurgeRun, body),
      async ({ confirmation }) => {
        const { id } = await this.runs.start(me, confirmation);
        return redirect(`/kept/purges/${id}`);
      },
      (form) => this.shown(undefined, form),
    );
  }

  @Get('purges/:id')
  @Requires('keeping.manage')
  async run(@IdParam('id') id: string): Promise<View> {
    const run = await this.runs.view(id);
    const sum = (of: 'due' | 'gone') => run.kinds.reduce((all, kind) => all + kind[of], 0);
    return show('pages/kept/purge-run', {
      title: 'A purge that was asked for',
      crumbs: [kept, { label: 'Purge' }],
      ...run,
      done: Math.min(sum('gone'), sum('due')),
      of: sum('due'),
      ...(run.finishedAt ? {} : { scripts: ['/public/js/waiting.js'] }),
    });
  }

  private async shown(chosen: string | undefined, form: Form<object>): Promise<View> {
    const due = (await this.kinds.all()).filter((kind) => kind.due > 0);
    const code = due.find((kind) => kind.code === chosen)?.code ?? due[0]?.code;
    const things = code === undefined ? [] : await this.things.of(code);
    const problem = form.message ?? form.problems['confirmation'];
    const running = await this.runs.running();
    return show('pages/kept/due', {
      title: 'What goes next',
      crumbs: [kept, { label: 'What goes next' }],
      kinds: due.map((kind) => ({ ...kind, href: `/kept/due?kind=${kind.code}` })),
      chosen: due.find((kind) => kind.code === code)?.title,
      things,
      more: Math.max(0, (due.find((kind) => kind.code === code)?.due ?? 0) - things.length),
      lost: due.map(lostOf),
      expect: purgeWords,
      ...(running ? { running: `/kept/purges/${running}` } : {}),
      ...(problem === undefined ? {} : { problem: form.message ?? `What you typed ${problem}.` }),
    });
  }
}

const lostOf = ({ due, title }: KeptKindView): string =>
  `${due} ${due === 1 ? 'thing' : 'things'}: ${title}`;
