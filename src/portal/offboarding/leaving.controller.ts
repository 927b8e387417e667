import { Body, Get, Post, Req } from '@nestjs/common';
import {
  ConfirmationFacts,
  DeletionProof,
  OffboardingConfirmations,
  type Leaving,
} from '../../offboarding/index.js';
import {
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
import { LeavingController } from '../portal-controller.js';
import { InLeaving } from './in-leaving.js';
import { LeavingPage, type SentConfirmation } from './leaving-page.js';

@LeavingController()
export class LeavingPages {
  constructor(
    private readonly confirmations: OffboardingConfirmations,
    private readonly page: LeavingPage,
  ) {}

  @Get()
  async read(@InLeaving() leaving: Leaving): Promise<View> {
    return this.shown(leaving);
  }

  @Post()
  async confirm(
    @InLeaving() leaving: Leaving,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(ConfirmationFacts, body),
      async (facts) => {
        await this.confirmations.take(leaving, facts);
        return redirect(`/offboarding/r/${leaving.requestId}`, 'Thank you: it is sent.');
      },
      (facts) => this.shown(leaving, { facts: { ...facts, typed: body ?? {} } }),
    );
  }

  @Post('files')
  @ReceivesFile()
  async attach(@InLeaving() leaving: Leaving, @Req() request: Request): Promise<View | Redirect> {
    return submitFile(
      DeletionProof,
      request,
      async (file, proof) => {
        await this.confirmations.show(leaving, file, proof);
        return redirect(`/offboarding/r/${leaving.requestId}`, 'The file is sent.');
      },
      (proof) => this.shown(leaving, { proof }),
    );
  }

  private async shown(leaving: Leaving, sent: SentConfirmation = {}): Promise<View> {
    return show('portal/offboarding/confirmation', await this.page.of(leaving, sent));
  }
}
