import type { SubmittedAnswerView } from '../../../../assessments/index.js';
import { referenceOf, type RegisterRow } from '../../../../findings/index.js';
import { spokenDay } from '../../../../scoring/index.js';
import type { Assessed, Telling } from '../assessed.js';
import { standingsOf } from '../standings.js';
import { shownIn, type Shown } from '../shown-by.js';
import { evidenceOf } from './evidence.js';
import { refs } from './references.js';

/**
 * Who says what, what shows it, and how far that goes. The vendor's answers are claims; what we found stands against them as
 * counter-claims. Nobody has signed anything in here, so there is no affirmation.
 */
export function declarationsOf(facts: Assessed, telling: Telling): object {
  const { assessor, vendor, engagement, snapshot } = facts;
  const answers = facts.sections.flatMap(({ questions }) => questions);
  const findings = openFindings(facts, answers);
  const { title, number } = snapshot.questionnaire;
  const standing = standingsOf(facts);
  const shown = shownIn(facts);
  return {
    assessors: [
      {
        'bom-ref': refs.assessor,
        thirdParty: true,
        organization: { name: assessor || 'Not named' },
      },
    ],
    attestations: [
      {
        summary: `${engagement.name} of ${vendor.name}, by ${title}, version ${number}`,
        assessor: refs.assessor,
        map: answers.map((answer) => ({
          requirement: refs.question(answer.key),
          claims: answer.answered ? [refs.claim(answer.key)] : [],
          counterClaims: findings
            .filter(({ questionKey }) => questionKey === answer.key)
            .map(({ id }) => refs.finding(id)),
          ...standing(answer),
        })),
      },
    ],
    claims: [
      ...answers
        .filter(({ answered }) => answered)
        .map((answer) => claimOf(answer, shown(answer), facts)),
      ...findings.map((finding) => counterClaimOf(finding, telling)),
    ],
    evidence: evidenceOf(facts),
    targets: {
      services: [
        { 'bom-ref': refs.target, name: engagement.name, provider: { name: vendor.name } },
      ],
    },
  };
}

function claimOf(
  answer: SubmittedAnswerView,
  { files, gone, audit }: Shown,
  { toData }: Assessed,
): object {
  const { key, text, lines, notApplicableReason } = answer;
  const said =
    notApplicableReason === undefined ? lines.join('\n') : `Not applicable: ${notApplicableReason}`;
  const reasoning = givenBy(answer);
  return {
    'bom-ref': refs.claim(key),
    target: refs.target,
    predicate: `${text} ${said}`,
    ...(reasoning !== '' && { reasoning }),
    evidence: [
      ...files.map(({ evidenceId, revision }) => refs.evidence(evidenceId, revision)),
      ...(audit ? [refs.audit(audit.id)] : []),
    ],
    externalReferences: [
      ...files.map(({ path, sha256 }) => fileAt(toData + path, sha256)),
      ...gone.map((sha256) => ({
        ...fileAt('evidence-index.json', sha256),
        comment: 'Was shown with the answer; the file is not in this dossier.',
      })),
    ],
  };
}

const fileAt = (url: string, sha256: string) => ({
  type: 'evidence',
  url,
  hashes: [{ alg: 'SHA-256', content: sha256 }],
});

/** Who gave it when, and what else was said; without names the day alone. */
function givenBy({ answeredBy, answeredAt, comment }: SubmittedAnswerView): string {
  const day = answeredAt === undefined ? '' : ` on ${spokenDay(answeredAt.slice(0, 10))}`;
  const given = answeredBy === undefined ? `Answered${day}.` : `Answered by ${answeredBy}${day}.`;
  return [given, comment ?? ''].join(' ').trim();
}

/** What we found at questions that were asked, and have not verified to be gone. */
function openFindings(
  { findings }: Assessed,
  answers: readonly SubmittedAnswerView[],
): RegisterRow[] {
  const asked = new Set(answers.map(({ key }) => key));
  return findings.filter(
    ({ originKind, questionKey, state }) =>
      originKind === 'answer' && state !== 'verified' && asked.has(questionKey ?? ''),
  );
}

/** Titles are typed, so that names may stand in them. */
function counterClaimOf({ id, number, title, severity, state }: RegisterRow, telling: Telling) {
  const named = telling === 'whole' ? `: ${title}` : '';
  return {
    'bom-ref': refs.finding(id),
    target: refs.target,
    predicate: `Finding ${referenceOf(number)}${named}`,
    reasoning: `Severity ${words(severity)}, ${words(state)}.`,
  };
}

const words = (code: string): string => code.replaceAll('_', ' ');
