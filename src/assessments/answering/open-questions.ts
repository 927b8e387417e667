import { whyOpen, type GivenBack } from '../changes/given-back.js';

/** Which of the questions that are asked may be answered in an assessment that was given back; read once, when it is asked. */
export class OpenQuestions {
  private round: Promise<GivenBack | undefined> | undefined;

  constructor(private readonly read: () => Promise<GivenBack | undefined>) {}

  async have(key: string): Promise<boolean> {
    this.round ??= this.read();
    const round = await this.round;
    return !round || whyOpen(round, key) !== undefined;
  }
}
