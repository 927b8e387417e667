import type { Assessed, Telling } from '../assessed.js';
import type { Made } from '../../parts/part.js';
import { standardPart } from '../standard-part.js';
import { findingsOf, risksOf } from './findings.js';
import { observationsOf, resourcesOf } from './observations.js';
import { oneLine, prop, some, token, uuidOf } from './words.js';

/** `oscal-assessment-results.json`: as much of it as that model of OSCAL 1.1.2 can say. */
export const oscalPart = (facts: Assessed): Made =>
  standardPart('oscal-assessment-results.json', facts, documentOf);

const remarks = `What OSCAL cannot express stands elsewhere in the dossier. How sure a judgement is has no place in it, nor what a vendor
says as against what it shows: the properties conformance and confidence (0 to 1) are ours, and score.json holds the whole account. Bands, floors
and what was decided are in score.json and decision.json. What was withheld is in withheld.json alone. The controls are the questions of
the questionnaire by their keys, for which there is no catalogue in OSCAL; a finding that no question brought up has its own reference
as its target. The file was not validated against NIST's schema.`;

function documentOf(facts: Assessed, telling: Telling): object {
  const { assessment, snapshot, score } = facts;
  const uuid = (kind: string, id = '') => uuidOf(assessment.id, kind, id);
  const made = `${snapshot.submission.id} ${score?.id ?? ''} ${telling}`;
  return {
    'assessment-results': {
      uuid: uuid('document', made),
      metadata: metadataOf(facts),
      'import-ap': {
        href: `#${uuid('plan')}`,
        remarks: 'There was no assessment plan as a document: the questionnaire was the plan.',
      },
      results: [resultOf(facts, telling)],
      'back-matter': {
        resources: [
          {
            uuid: uuid('plan'),
            title: oneLine(snapshot.questionnaire.title),
            description: 'The questionnaire, in place of an assessment plan.',
            rlinks: [{ href: 'answers.json' }],
          },
          ...resourcesOf(facts),
        ],
      },
    },
  };
}

function metadataOf({ assessor, vendor, engagement, assessment, snapshot, score }: Assessed) {
  const party = (role: string) => uuidOf(assessment.id, 'party', role);
  const at = score?.scoredAt ?? snapshot.submission.submittedAt;
  return {
    title: oneLine(`${engagement.name} of ${vendor.name}`),
    'last-modified': at.toISOString(),
    version: String(score?.number ?? 0),
    'oscal-version': '1.1.2',
    roles: [
      { id: 'assessor', title: 'Assessor' },
      { id: 'provider', title: 'Vendor' },
    ],
    parties: [
      { uuid: party('assessor'), type: 'organization', name: oneLine(assessor) },
      { uuid: party('provider'), type: 'organization', name: oneLine(vendor.name) },
    ],
    'responsible-parties': ['assessor', 'provider'].map((role) => ({
      'role-id': role,
      'party-uuids': [party(role)],
    })),
    remarks: remarks.replaceAll('\n', ' '),
  };
}

function resultOf(facts: Assessed, telling: Telling): object {
  const { assessment, snapshot, sections, score } = facts;
  const { title, number } = snapshot.questionnaire;
  const keys = sections.flatMap(({ questions }) => questions.map(({ key }) => token(key)));
  return {
    uuid: uuidOf(assessment.id, 'result', snapshot.submission.id),
    title: oneLine(title),
    description: `What was answered to ${title}, version ${number}, and what was judged of it.`,
    start: snapshot.submission.submittedAt.toISOString(),
    ...(score && { end: score.scoredAt.toISOString() }),
    ...some(
      'props',
      score
        ? [
            prop('model', `${score.modelId} ${score.modelVersion}`),
            prop('residual', score.residual),
            prop('band', score.band),
          ]
        : [],
    ),
    'reviewed-controls': {
      'control-selections': [{ 'include-controls': keys.map((key) => ({ 'control-id': key })) }],
    },
    ...some('observations', observationsOf(facts)),
    ...some('risks', risksOf(facts, telling)),
    ...some('findings', findingsOf(facts, telling)),
  };
}
