import { Get, Param, Post, Req } from '@nestjs/common';
import { DigestsOff } from '../../obligations/index.js';
import {
  AnyOrigin,
  Open,
  readFewFields,
  show,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { PlainController } from '../frame/plain-frame.js';

const template = 'pages/digests-off/digests-off';
const reason = 'whoever holds a digest letter may stop such letters';

/** Where the letter leads people, and where their mail program posts (RFC 8058). */
@PlainController('digests-off')
export class DigestsOffPages {
  constructor(private readonly digests: DigestsOff) {}

  /** Only looks: scanners of mail come here before people do. */
  @Get(':secret')
  @Open(reason)
  async ask(@Param('secret') secret: string): Promise<View> {
    if (!(await this.digests.opens(secret))) return dead();
    return show(template, { title: 'Stop the digest letters?', secret });
  }

  @Post(':secret')
  @Open(reason)
  @AnyOrigin('mail programs post here by themselves; only the secret counts')
  async stop(@Param('secret') secret: string, @Req() request: Request): Promise<View> {
    const meant = (await readFewFields(request))['List-Unsubscribe'] === 'One-Click';
    if (!meant || !(await this.digests.stop(secret))) return dead();
    return show(template, { title: 'The digest letters are stopped', stopped: true });
  }
}

const dead = (): View => show(template, { title: 'This address stops nothing', dead: true }, 404);
