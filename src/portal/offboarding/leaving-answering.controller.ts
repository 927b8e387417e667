import { Body, Controller, Get, Post, Req, UseGuards } from '@nestjs/common';
import {
  ConfirmationFacts,
  DeletionProof,
  LeavingView,
  OffboardingConfirmations,
  type Leaving,
} from '../../offboarding/index.js';
import {
  checked,
  Created,
  fromText,
  NotRemembered,
  Open,
  Operation,
  readFileForm,
  ReceivesFile,
  type Request,
} from '../../platform/http/index.js';
import { InLeaving } from './in-leaving.js';
import { LeavingLinkGuard } from './leaving-link.guard.js';

/** What a vendor confirms of our data, for programs: the bearer token is what stands behind `/offboarding/` in the link. */
@Controller('api/v1/offboarding-answering')
@Open('portal: own guard, by the secret of a link')
@UseGuards(LeavingLinkGuard)
export class LeavingAnsweringController {
  constructor(private readonly confirmations: OffboardingConfirmations) {}

  @Get()
  @Operation('Offboarding answers', 'Read what you are asked, and what you said and gave', {
    answers: LeavingView,
  })
  async read(@InLeaving() leaving: Leaving): Promise<LeavingView> {
    return this.confirmations.view(leaving);
  }

  @Post('confirmations')
  @Operation('Offboarding answers', 'Confirm what became of the data', {
    answers: Created,
    description: 'Every confirmation is kept; the last one counts, until one is accepted.',
  })
  async confirm(@InLeaving() leaving: Leaving, @Body() facts: ConfirmationFacts): Promise<Created> {
    return this.confirmations.take(leaving, facts);
  }

  @Post('evidence')
  @NotRemembered('is not possible with a file in the request')
  @ReceivesFile(DeletionProof)
  @Operation('Offboarding answers', 'Send the certificate, or another file that shows it', {
    answers: Created,
  })
  async show(@InLeaving() leaving: Leaving, @Req() request: Request): Promise<Created> {
    return readFileForm(request, (file, fields) => {
      const proof = async () => checked(DeletionProof, fromText(DeletionProof, await fields()));
      return this.confirmations.show(leaving, file, proof);
    });
  }
}
