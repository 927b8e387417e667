import { Breaths } from '../../../platform/breaths.js';
import type { Draft, Drafts } from '../parts/drafts.js';
import type { Hole, PlainPart } from '../parts/part.js';
import type { Profile } from './profile.js';

/** `withheld.json`: what is listed but not handed out, one after another, since there may be tens of thousands. */
export class Withheld {
  private readonly text: Draft;
  private readonly breaths = new Breaths();
  private mark = '\n';

  constructor(
    drafts: Drafts,
    private readonly profile: Profile,
  ) {
    this.text = drafts.begin();
  }

  async add(hole: Hole & { instead?: string }): Promise<void> {
    await this.breaths.take();
    const lines = JSON.stringify(hole, null, 2).replaceAll('\n', '\n    ');
    await this.text.add(`${this.begun()}${this.mark}    ${lines}`);
    this.mark = ',\n';
  }

  async part(): Promise<PlainPart> {
    await this.text.add(`${this.begun()}${this.mark === '\n' ? '' : '\n  '}]\n}\n`);
    return { path: 'withheld.json', content: await this.text.end(), holds: 'facts' };
  }

  private begun(): string {
    if (this.mark !== '\n') return '';
    return `{\n  "profile": ${JSON.stringify(this.profile)},\n  "withheld": [`;
  }
}
