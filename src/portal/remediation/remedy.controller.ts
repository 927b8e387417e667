import { Body, Get, Post, Req } from '@nestjs/common';
import { PlanFacts, Remedies, Resolution, type Remedy } from '../../findings/index.js';
import {
  IdParam,
  readForm,
  ReceivesFile,
  redirect,
  show,
  submit,
  submitFile,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { RemedyController } from '../portal-controller.js';
import { InRemedy } from './in-remedy.js';
import { ProofFacts } from './proof.dto.js';
import { FindingOfVendor, type SentForms } from './finding-of-vendor.js';
import { remedyPlaces } from './remedy-places.js';
import { findingStateWords } from './state-words.js';

/** What the vendor does about findings: a list, and a page for each. */
@RemedyController()
export class RemedyPages {
  constructor(
    private readonly remedies: Remedies,
    private readonly page: FindingOfVendor,
  ) {}

  @Get()
  async list(@InRemedy() remedy: Remedy): Promise<View> {
    const to = remedyPlaces(remedy);
    const findings = await this.remedies.list(remedy);
    return show('portal/remediation/overview', {
      title: `Findings at ${remedy.vendor}`,
      message: remedy.message,
      findings: findings.map(({ id, state, ...finding }) => ({
        ...finding,
        href: to.finding(id),
        status: state,
        word: findingStateWords[state],
        owed: state === 'open' || state === 'planned',
      })),
    });
  }

  @Get('findings/:id')
  async one(@InRemedy() remedy: Remedy, @IdParam('id') id: string): Promise<View> {
    return this.shown(remedy, id);
  }

  @Post('findings/:id/plan')
  async plan(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, ...typed } = body ?? {};
    await this.remedies.one(remedy, id);
    return submit(
      readForm(PlanFacts, typed),
      async (facts) => {
        await this.remedies.plan(remedy, id, readNumber(version), facts);
        return redirect(remedyPlaces(remedy).finding(id), 'Your plan is sent.');
      },
      (plan) => this.shown(remedy, id, { plan }),
    );
  }

  @Post('findings/:id/resolution')
  async resolve(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, ...typed } = body ?? {};
    await this.remedies.one(remedy, id);
    return submit(
      readForm(Resolution, typed),
      async (facts) => {
        await this.remedies.resolve(remedy, id, readNumber(version), facts);
        return redirect(remedyPlaces(remedy).finding(id), 'Thank you: it is sent to be verified.');
      },
      (resolution) => this.shown(remedy, id, { resolution }),
    );
  }

  @Post('findings/:id/evidence')
  @ReceivesFile()
  async attach(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @Req() request: Request,
  ): Promise<View | Redirect> {
    await this.remedies.one(remedy, id);
    return submitFile(
      ProofFacts,
      request,
      async (file, facts) => {
        await this.remedies.show(remedy, id, file, async () => (await facts()).title);
        return redirect(remedyPlaces(remedy).finding(id), 'The file is sent.');
      },
      (proof) => this.shown(remedy, id, { proof }),
    );
  }

  private async shown(remedy: Remedy, id: string, sent: SentForms = {}): Promise<View> {
    return show('portal/remediation/finding', await this.page.of(remedy, id, sent));
  }
}

const readNumber = (text: FormBody[string]): number | undefined =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
