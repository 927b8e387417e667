import { Body, Controller, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import {
  ApiParam,
  ExpectedVersion,
  Operation,
  type Reply,
  tagged,
} from '../platform/http/index.js';
import { present } from '../platform/present.js';
import { PolicyFigures, PolicyView } from './policy.dto.js';
import { declaredPolicies } from './policy.js';
import { Policies, type StandingPolicy } from './policies.service.js';

@Controller('api/v1/policies')
export class PoliciesController {
  constructor(private readonly policies: Policies) {}

  @Get()
  @Requires('policies.manage')
  @Operation('Policies', 'List the policies', { answers: [PolicyView] })
  async list(): Promise<PolicyView[]> {
    const standing = declaredPolicies().map(({ code }) => this.policies.standing(code));
    return (await Promise.all(standing)).map(viewOf);
  }

  @Get(':code')
  @Requires('policies.manage')
  @ApiParam({ name: 'code', example: 'freshness' })
  @Operation('Policies', 'Read a policy', { answers: PolicyView })
  async read(
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PolicyView> {
    return tagged(viewOf(await this.policies.standing(code)), reply);
  }

  @Put(':code')
  @HttpCode(204)
  @Requires('policies.manage')
  @ApiParam({ name: 'code', example: 'freshness' })
  @Operation('Policies', 'Change the figures of a policy', { versioned: true })
  async change(
    @Me() me: Caller,
    @Param('code') code: string,
    @ExpectedVersion() version: number,
    @Body() { figures }: PolicyFigures,
  ): Promise<void> {
    await this.policies.change(me, code, version, figures);
  }
}

function viewOf({ policy, figures, version, changedBy, changedAt }: StandingPolicy): PolicyView {
  const { code, title, about } = policy;
  const told = Object.entries(policy.figures).map(([key, figure]) => [
    key,
    { ...figure, now: figures[key] },
  ]);
  const change = present({ changedBy, changedAt: changedAt?.toISOString() ?? null });
  return { code, title, about, figures: Object.fromEntries(told) as object, version, ...change };
}
