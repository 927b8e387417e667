import { Injectable } from '@nestjs/common';
import { EvidenceLinks, type Subject } from '../../evidence/index.js';
import type { Caller } from '../../identity/index.js';
import {
  checked,
  IdField,
  redirect,
  type FormBody,
  type Redirect,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';

class Chosen {
  @IdField() evidenceId: string;
}

/** The small forms by which evidence that is there already is attached to something, or taken off it. */
@Injectable()
export class ChosenEvidence {
  constructor(private readonly links: EvidenceLinks) {}

  async attach(
    me: Caller,
    subject: Subject,
    back: string,
    body: FormBody | undefined,
  ): Promise<Redirect> {
    const { evidenceId } = checked(Chosen, body ?? {});
    return orSay(back, async () => {
      await this.links.attach(me, evidenceId, subject);
      return redirect(back, 'The evidence is attached.');
    });
  }

  async detach(
    me: Caller,
    subject: Subject,
    back: string,
    body: FormBody | undefined,
  ): Promise<Redirect> {
    const { evidenceId } = checked(Chosen, body ?? {});
    return orSay(back, async () => {
      await this.links.detach(me, evidenceId, subject);
      return redirect(back, 'The evidence is no longer attached; it is kept.');
    });
  }
}
