import type { SubmittedAnswerView } from '../../../../assessments/index.js';
import type { Assessed } from '../assessed.js';
import { shownIn, type Shown } from '../shown-by.js';
import { standingsOf } from '../standings.js';
import { oneLine, prop, some, uuidOf } from './words.js';

/** One for each question that was asked: what was answered, how far it conforms, and what shows it. */
export function observationsOf(facts: Assessed): object[] {
  const { assessment, sections, snapshot } = facts;
  const standing = standingsOf(facts);
  const shown = shownIn(facts);
  const party = uuidOf(assessment.id, 'party', 'assessor');
  const observationOf = (answer: SubmittedAnswerView): object => {
    const { key, text, answeredAt } = answer;
    const { conformance, confidence } = standing(answer);
    const evidence = relevantTo(shown(answer), assessment.id);
    return {
      uuid: uuidOf(assessment.id, 'observation', key),
      title: oneLine(text),
      description: saidIn(answer),
      props: [
        prop('question', key),
        ...(conformance.score === undefined ? [] : [prop('conformance', conformance.score)]),
        ...(confidence.score === undefined ? [] : [prop('confidence', confidence.score)]),
        ...answer.controls.map((control) => prop('control', control)),
      ],
      methods: [evidence.length > 0 ? 'EXAMINE' : 'INTERVIEW'],
      types: ['control-objective'],
      origins: [{ actors: [{ type: 'party', 'actor-uuid': party }] }],
      ...some('relevant-evidence', evidence),
      collected: answeredAt ?? snapshot.submission.submittedAt.toISOString(),
      remarks: [...new Set([conformance.rationale, confidence.rationale])].join(' '),
    };
  };
  return sections.flatMap(({ questions }) => questions.map(observationOf));
}

function saidIn({ lines, notApplicableReason, answered }: SubmittedAnswerView): string {
  if (notApplicableReason !== undefined) return `Not applicable: ${notApplicableReason}`;
  return answered ? lines.join('\n') || 'Answered.' : 'Not answered.';
}

function relevantTo({ files, audit }: Shown, assessmentId: string): object[] {
  return [
    ...files.map(({ evidenceId, revision }) => ({
      href: `#${uuidOf(assessmentId, 'file', `${evidenceId} ${revision}`)}`,
      description: 'Evidence shown with the answer.',
    })),
    ...(audit
      ? [{ href: 'audits.json', description: `${audit.name} by ${audit.auditor.name}` }]
      : []),
  ];
}

/** The files of evidence as OSCAL refers to them, by path and hash. */
export const resourcesOf = ({ assessment, evidence, toData }: Assessed): object[] =>
  evidence.flatMap(({ id, title, revisions }) =>
    revisions.map(({ revision, path, mediaType, sha256 }) => ({
      uuid: uuidOf(assessment.id, 'file', `${id} ${revision}`),
      title: oneLine(title),
      rlinks: [
        {
          href: toData + path,
          'media-type': mediaType,
          hashes: [{ algorithm: 'SHA-256', value: sha256 }],
        },
      ],
    })),
  );
