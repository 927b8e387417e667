import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  AcceptanceQueries,
  AcceptanceQuery,
  AcceptanceReason,
  Acceptances,
  acceptanceStates,
  NewAcceptance,
} from '../../findings/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { orSay } from '../frame/or-say.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { selectField } from '../frame/select-field.js';
import { optionsOf } from '../frame/words.js';
import { AcceptancePage } from './acceptance-page.js';
import { acceptanceShown } from './acceptance-shown.js';
import { findingLine } from './finding-words.js';
import { findingTabs } from './finding-tabs.js';

const reasonField = (label: string): Record<string, FieldPlan> => ({
  reason: { label, type: 'textarea', rows: 4, maxlength: 2_000, required: true },
});

const settlings = {
  approval: { title: 'Approve the risk acceptance', button: 'Approve it', fields: {} },
  refusal: {
    title: 'Refuse the risk acceptance',
    button: 'Refuse it',
    fields: reasonField('Why is it refused?'),
  },
  end: {
    title: 'End the risk acceptance',
    button: 'End it',
    fields: reasonField('Why does it end before its last day?'),
  },
} as const;

type Settling = keyof typeof settlings;

/** Risks borne until a day: asked for by one person, approved by another. */
@PageController()
export class AcceptancePages {
  constructor(
    private readonly acceptances: Acceptances,
    private readonly queries: AcceptanceQueries,
    private readonly page: AcceptancePage,
  ) {}

  @Get('acceptances')
  @Requires('findings.read')
  async list(
    @Me() me: Caller,
    @Query() query: AcceptanceQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/findings/acceptances', {
      title: 'Risk acceptances',
      tabs: findingTabs('/acceptances'),
      styles: ['/public/css/findings.css'],
      state: selectField('state', 'State', optionsOf(acceptanceStates), query.state),
      vendorId: query.vendorId,
      filtered: query.state !== undefined || query.vendorId !== undefined,
      acceptances: page.items.map((acceptance) => acceptanceShown(me, acceptance)),
      ...listLinks(url, page),
    });
  }

  @Get('findings/:id/acceptance')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async blank(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.asking(me, id, blankForm());
  }

  @Post('findings/:id/acceptance')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async request(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewAcceptance, body),
      async (facts) => {
        await this.acceptances.request(me, id, facts);
        const told = 'It is asked for. Somebody else has to approve it.';
        return redirect(`/findings/${id}`, told);
      },
      (form) => this.asking(me, id, form),
    );
  }

  @Get('acceptances/:id/approval')
  @Requires('findings.accept')
  @Sees('remediation', 'acceptance')
  async asksToApprove(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.settling(me, id, 'approval');
  }

  @Post('acceptances/:id/approval')
  @Requires('findings.accept')
  @Sees('remediation', 'acceptance')
  async approve(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const back = await this.backOf(id);
    const { version } = readVersion(body);
    return submit(
      blankForm(body),
      async () => {
        await this.acceptances.approve(me, id, version);
        return redirect(back, 'The risk is accepted.');
      },
      (form) => this.settling(me, id, 'approval', form),
    );
  }

  @Get('acceptances/:id/refusal')
  @Requires('findings.accept')
  @Sees('remediation', 'acceptance')
  async asksToRefuse(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.settling(me, id, 'refusal');
  }

  @Post('acceptances/:id/refusal')
  @Requires('findings.accept')
  @Sees('remediation', 'acceptance')
  async refuse(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const back = await this.backOf(id);
    return submit(
      readForm(AcceptanceReason, body),
      async (facts) => {
        await this.acceptances.refuse(me, id, facts);
        return redirect(back, 'The risk acceptance is refused.');
      },
      (form) => this.settling(me, id, 'refusal', form),
    );
  }

  @Post('acceptances/:id/withdrawal')
  @Requires('findings.write')
  async withdraw(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const back = await this.backOf(id);
    return orSay(back, async () => {
      await this.acceptances.withdraw(me, id);
      return redirect(back, 'The risk acceptance is withdrawn.');
    });
  }

  @Get('acceptances/:id/end')
  @Requires('findings.accept')
  @Sees('remediation', 'acceptance')
  async asksToEnd(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.settling(me, id, 'end');
  }

  @Post('acceptances/:id/end')
  @Requires('findings.accept')
  @Sees('remediation', 'acceptance')
  async end(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const back = await this.backOf(id);
    return submit(
      readForm(AcceptanceReason, body),
      async (facts) => {
        await this.acceptances.end(me, id, facts);
        return redirect(back, 'The risk acceptance is ended: the finding is open again.');
      },
      (form) => this.settling(me, id, 'end', form),
    );
  }

  private async backOf(id: string): Promise<string> {
    const { findingId } = await this.queries.view(id);
    return `/findings/${findingId}`;
  }

  private async asking(me: Caller, id: string, form: Form<object>): Promise<View> {
    const title = 'Ask for the risk to be accepted';
    const { longest, ...shown } = await this.page.asking(me, id, title);
    return show('pages/findings/acceptance-request', {
      ...shown,
      action: `/findings/${id}/acceptance`,
      ...shownForm(requestFields(longest), form),
    });
  }

  private async settling(
    me: Caller,
    id: string,
    settling: Settling,
    sent: Form<object> = blankForm(),
  ): Promise<View> {
    const { title, button, fields } = settlings[settling];
    const acceptance = await this.queries.view(id);
    const { requesterId, state } = acceptance;
    const { finding, by, ...shown } = await this.page.settling(me, acceptance, title);
    const over = 'Approve it all the same';
    const { form, clash } = overTheirs(sent, {
      version: finding.version,
      what: 'finding',
      by,
      over,
      advice: 'Look at it as it stands now before you approve.',
    });
    return show('pages/findings/acceptance-settling', {
      ...shown,
      finding: { ...finding, ...findingLine(finding) },
      button,
      ...clash,
      version: finding.version,
      settled: state === (settling === 'end' ? 'approved' : 'requested') ? undefined : state,
      typed: form.typed['reason'],
      [settling]: true,
      danger: settling !== 'approval',
      own: settling === 'approval' && state === 'requested' && requesterId === me.userId,
      action: `/acceptances/${id}/${settling}`,
      ...shownForm(fields, form),
    });
  }
}

const requestFields = (longest: string): Record<string, FieldPlan> => ({
  reason: {
    label: 'Why can the risk be borne until then?',
    type: 'textarea',
    rows: 5,
    maxlength: 4_000,
    required: true,
    hint: 'At least 20 characters. Whoever approves it reads this, and so does an auditor.',
  },
  until: {
    label: 'Its last day',
    type: 'date',
    width: '20',
    required: true,
    hint: `${dayText(longest)} at the latest, by the policy.`,
  },
});
