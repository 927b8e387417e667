import type { Level } from './levels.js';

/**
 * One choice on a form: its code as stored, its label in plain words, the level it stands for, and
 * the clause that explains a level ("it holds government identity numbers").
 */
export interface Choice<Code extends string = string> {
  readonly code: Code;
  readonly label: string;
  readonly level: Level;
  readonly because: string;
}

type Row<Code extends string> = readonly [Code, Level, string, string];

function choices<Code extends string>(...rows: Row<Code>[]): readonly Choice<Code>[] {
  return rows.map(([code, level, label, because]) => ({ code, label, level, because }));
}

/** What of ours the vendor holds; any number may apply. Source of the levels: VRM-1. */
export const dataCategories = choices(
  ['public', 'VL', 'Public data', 'it holds only public data'],
  ['internal', 'L', 'Internal data', 'it holds internal data'],
  ['confidential', 'M', 'Confidential business data', 'it holds confidential data'],
  ['personal', 'H', 'Personal data', 'it holds personal data'],
  ['intellectual_property', 'H', 'Intellectual property', 'it holds intellectual property'],
  ['source_code', 'H', 'Source code', 'it holds source code'],
  [
    'special_category',
    'VH',
    'Special-category data (health, belief, origin and the like)',
    'it holds special-category data',
  ],
  ['government_id', 'VH', 'Government identity numbers', 'it holds government identity numbers'],
  [
    'biometrics_recordings',
    'VH',
    'Biometrics, or recordings of people',
    'it holds biometrics or recordings of people',
  ],
  ['credentials', 'VH', 'Passwords, keys or tokens', 'it holds credentials'],
  ['model_weights', 'VH', 'Model weights', 'it holds model weights'],
  ['regulated_financial', 'VH', 'Regulated financial data', 'it holds regulated financial data'],
);
export type DataCategory = (typeof dataCategories)[number]['code'];

/** How the vendor reaches our systems; any number may apply. Source of the levels: VRM-1. */
export const accessKinds = choices(
  ['none', 'VL', 'No access to our systems', 'it has no access to our systems'],
  ['exported_files', 'L', 'Files that we export to it', 'it receives exported files'],
  ['read_api', 'M', 'Reads through an API', 'it reads through an API'],
  ['narrow_oauth', 'M', 'Narrow OAuth grant', 'it has a narrow OAuth grant'],
  ['write_api', 'H', 'Writes through an API', 'it writes through an API'],
  ['broad_oauth', 'H', 'Broad OAuth grant', 'it has a broad OAuth grant'],
  ['admin', 'VH', 'Administrator rights', 'it has administrator rights'],
  ['production_credentials', 'VH', 'Credentials to production', 'it has credentials to production'],
  [
    'runs_our_code_paths',
    'VH',
    'Its code runs in our build or production',
    'its code runs in our build or production',
  ],
  ['agent_with_tools', 'VH', 'An agent that uses tools', 'it is an agent that uses tools'],
);
export type AccessKind = (typeof accessKinds)[number]['code'];

/** What stops when the vendor stops. Source of the levels: VRM-1. */
export const criticalities = choices<Level>(
  ['VL', 'VL', 'Nice to have: nobody waits for it', 'it is nice to have'],
  ['L', 'L', 'Useful: work goes on for weeks without it', 'work goes on for weeks without it'],
  [
    'M',
    'M',
    'Important to one team: its work slows down within days',
    'one team slows down within days without it',
  ],
  [
    'H',
    'H',
    'Important to many: customers or several teams notice within a day',
    'customers or several teams notice within a day without it',
  ],
  [
    'VH',
    'VH',
    'Without it a critical or important function stops',
    'a critical or important function stops without it',
  ],
);

/** What the vendor's AI does without a person. Source of the levels: VRM-1. */
export const autonomies = choices(
  ['none', 'VL', 'No AI', 'no AI is involved'],
  ['drafting', 'L', 'Drafts that a person rewrites or sends', 'its AI drafts'],
  ['recommendation', 'M', 'Recommends; a person decides', 'its AI recommends and a person decides'],
  [
    'automated_decision',
    'H',
    'Decides about people automatically',
    'its AI decides about people automatically',
  ],
  ['acting_agent', 'VH', 'Acts on its own', 'its AI acts on its own'],
);
export type Autonomy = (typeof autonomies)[number]['code'];
