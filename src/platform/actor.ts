/** Who does something: a signed-in person, an API token of theirs, a respondent by magic link, or Assay itself. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'respondent' | 'system';
  readonly id: string;
  readonly name: string;
}

export const system: Actor = { kind: 'system', id: 'system', name: 'Assay' };
