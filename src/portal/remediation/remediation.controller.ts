import { Body, Controller, Get, HttpCode, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import {
  PlanFacts,
  Remedies,
  RequestedFindingView,
  Resolution,
  type Remedy,
} from '../../findings/index.js';
import {
  checked,
  Created,
  ExpectedVersion,
  fromText,
  IdParam,
  NotRemembered,
  Open,
  Operation,
  readFileForm,
  ReceivesFile,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { InRemedy } from './in-remedy.js';
import { ProofFacts } from './proof.dto.js';
import { RemedyLinkGuard } from './remedy-link.guard.js';

/** What a vendor does about findings, for programs: the bearer token is what stands behind `/remediation/` in the link. */
@Controller('api/v1/remediation/findings')
@Open('portal: own guard, by the secret of a link')
@UseGuards(RemedyLinkGuard)
export class RemediationController {
  constructor(private readonly remedies: Remedies) {}

  @Get()
  @Operation('Remediation', 'List the findings you were asked about, by due date', {
    answers: [RequestedFindingView],
  })
  async list(@InRemedy() remedy: Remedy): Promise<RequestedFindingView[]> {
    return this.remedies.list(remedy);
  }

  @Get(':id')
  @Operation('Remediation', 'Read a finding you were asked about', {
    answers: RequestedFindingView,
  })
  async read(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RequestedFindingView> {
    return tagged(await this.remedies.one(remedy, id), reply);
  }

  @Put(':id/plan')
  @HttpCode(204)
  @Operation('Remediation', 'Say what you will do, and by when', { versioned: true })
  async plan(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: PlanFacts,
  ): Promise<void> {
    await this.remedies.plan(remedy, id, version, facts);
  }

  @Post(':id/resolution')
  @HttpCode(204)
  @Operation('Remediation', 'Say that it is done', { versioned: true })
  async resolve(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: Resolution,
  ): Promise<void> {
    await this.remedies.resolve(remedy, id, version, facts);
  }

  @Post(':id/evidence')
  @NotRemembered('is not possible with a file in the request')
  @ReceivesFile(ProofFacts)
  @Operation('Remediation', 'Send a file that shows it', { answers: Created })
  async show(
    @InRemedy() remedy: Remedy,
    @IdParam('id') id: string,
    @Req() request: Request,
  ): Promise<Created> {
    return readFileForm(request, (file, fields) => {
      const title = async () => checked(ProofFacts, fromText(ProofFacts, await fields())).title;
      return this.remedies.show(remedy, id, file, title);
    });
  }
}
