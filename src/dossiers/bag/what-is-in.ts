import type { Part } from '../contents/parts/part.js';
import type { Profile } from '../contents/profiles/profile.js';
import type { DossierScope } from '../dossier.entity.js';

type Sentence = readonly [paths: RegExp, says: string | ((hasFiles: boolean) => string)];

/** What a reader has to know of the profile before the files are told. */
const made: Readonly<Record<Profile, string>> = {
  full: '',
  'no-personal-data':
    'This export was made **without personal data**: names of people and remarks are left out of what is here, reports and files of evidence are left out whole, and entries of the journal keep only the hash of what they tell.\n\n',
  'no-evidence-files': 'This export was made **without files of evidence**.\n\n',
  'hashes-only':
    'This export was made to show **hashes only**: but for the name of the organisation, nothing that somebody typed is in it, and entries of the journal keep only the hash of what they tell.\n\n',
};

const journal = (what: string): Sentence => [
  /^journal\.jsonl$/,
  `${what} The first line is a signed checkpoint of the whole journal; each entry carries the path that leads from it to the root in that checkpoint (RFC 6962). What an entry told is its \`detail\`: one without it was purged of that, or it is withheld; its hash stays. Ask for a later checkpoint: the journal must continue this one. Where it does not, it was rewritten, or an older backup was restored: then an entry \`journal.accepted\`, which would stand here too, says when and why.`,
];

const everywhere: readonly Sentence[] = [
  [/^report\.pdf$/, 'the report for people.'],
  [/^answers\./, 'every question with its answer, who gave it when, and what was judged.'],
  [
    /^assessment\.cdx\.json$/,
    'the same for other programs, in CycloneDX 1.6: the service and what it keeps where, the tools in use, and each answer as a claim, with what shows it, how far it conforms and how well that is proven. It is valid against the published schema. The vendor has signed no claim in it, so it holds no affirmation.',
  ],
  [
    /^oscal-assessment-results\.json$/,
    'as much of it as OSCAL 1.1.2 can say; its remarks name what that leaves out. It follows the model, but was not validated against NIST’s schema.',
  ],
  [
    /^score\.json$/,
    'the model, all that went into it, and the ledger. The score can be computed again by hand.',
  ],
  [/^decision\.json$/, 'what was decided, or `null` where nothing was yet.'],
  [/^findings\./, 'what was found, and what became of it.'],
  [/^audits\.json$/, 'who audited what, and whether that still counts.'],
  [
    /^evidence(-index\.json$|\/)/,
    (hasFiles) =>
      hasFiles
        ? 'what was shown, and the files as they were given.'
        : 'what was shown, each file with its size and SHA-256. No such file itself is in it.',
  ],
];

const last: Sentence = [
  /^withheld\.json$/,
  'what is not in it, with name, size, SHA-256 and why. If you hold such a file, compare its hash. Where “instead” stands beside it, what lies here under the same name is that, and has another hash.',
];

const own: Readonly<Record<DossierScope, readonly Sentence[]>> = {
  assessment: [journal('who did what about all this.')],
  incident: [
    [/^incident\.json$/, 'what happened, in our words, and how it stands.'],
    [/^advisories\.json$/, 'the public records of it, each text as it was given.'],
    [
      /^exposure\./,
      'where every vendor in use stands, on what that rests, and what of ours it holds.',
    ],
    [/^statements\.json$/, 'what vendors said.'],
    [/^outreach\.json$/, 'whom we asked in which round, and what they answered.'],
    [/^rotations\.json$/, 'the credentials of ours to be renewed, and which were.'],
    [/^timeline\.json$/, 'what was known and done when.'],
    journal('who did what about all this.'),
  ],
  vendor: [
    [/^vendor\.json$/, 'the vendor, what it does for us, its contacts, and how its risk went.'],
    [
      /^assessments\//,
      (hasFiles) =>
        `a folder for each assessment submitted in the period, with its answers, score and decision, and the last report of it that was printed, if one was.${hasFiles ? ' The files of its evidence lie in `data/evidence/`.' : ''}`,
    ],
    [/^tools\.json$/, 'what its service is built from now, and the lists that say so.'],
    [/^incidents\.json$/, 'the incidents upstream in which it stands somewhere.'],
    [/^obligations\.json$/, 'what is due of it, and what was done in the period.'],
    [/^offboardings\.json$/, 'how it was left: each step, who confirmed it, and what shows it.'],
    journal(
      'who did what in the period about the vendor and what belongs to it: engagements, contacts, credentials, assessments, findings, audits, evidence, lists of tools, legal holds, offboardings, and what it was asked and said about incidents. A contact or an engagement that was removed since is not among them.',
    ),
  ],
  portfolio: [
    [
      /^vendors\.json$/,
      'every vendor, also those left or refused: status, tier, band, residual risk, and the decisions that hold.',
    ],
    [
      /^scores\.json$/,
      'every score of the period, without what went into it: that is in the dossier of its assessment.',
    ],
    [/^decisions\.json$/, 'what was decided in the period.'],
    [
      /^incidents\.json$/,
      'the incidents upstream of the period, and how the vendors stand in each.',
    ],
    [/^obligations\.json$/, 'what is due, and what was done in the period.'],
    [/^offboardings\.json$/, 'which vendors were being left in the period, and how far that is.'],
    journal(
      'the checkpoint, and who in the period scored, decided, accepted, closed, left, destroyed or handed out what. It does not tell of everything else: ask for the dossier of a vendor, an assessment or an incident.',
    ),
  ],
};

/** For VERIFY.md: every file of this very dossier, a line for those that belong together. */
export function whatIsIn(scope: DossierScope, profile: Profile, parts: readonly Part[]): string {
  const left = new Set(parts.map(({ path }) => path).sort());
  const hasFiles = [...left].some((path) => path.startsWith('evidence/'));
  const lines: string[] = [];
  for (const [pattern, says] of [
    ...own[scope].slice(0, -1),
    ...everywhere,
    ...own[scope].slice(-1),
    last,
  ]) {
    const found = [...left].filter((path) => pattern.test(path));
    for (const path of found) left.delete(path);
    if (found.length > 0)
      lines.push(`- ${namesOf(found)}: ${typeof says === 'string' ? says : says(hasFiles)}`);
  }
  for (const path of left) lines.push(`- \`data/${path}\``);
  return made[profile] + lines.join('\n');
}

/** Files in folders are too many to be named: their folder is. */
function namesOf(paths: readonly string[]): string {
  const names = paths.map((path) => path.replace(/(?<=\/).*/, ''));
  return [...new Set(names)].map((name) => `\`data/${name}\``).join(', ');
}
