import { referenceOf, type RegisterRow } from '../../../../findings/index.js';
import { spokenDay } from '../../../../scoring/index.js';
import type { Assessed, Telling } from '../assessed.js';
import { oneLine, prop, some, token, uuidOf } from './words.js';

/** What we found, each at the question that it came from. */
export function findingsOf(facts: Assessed, telling: Telling): object[] {
  const { assessment, findings } = facts;
  const asked = new Set(facts.sections.flatMap(({ questions }) => questions.map(({ key }) => key)));
  return findings.map((finding) => {
    const { id, number, state, originKind, questionKey } = finding;
    const key = originKind === 'answer' && asked.has(questionKey ?? '') ? questionKey : null;
    return {
      uuid: uuidOf(assessment.id, 'finding', id),
      ...told(finding, telling),
      props: propsOf(finding),
      target: {
        type: 'objective-id',
        'target-id': token(key ?? referenceOf(number)),
        status: {
          state: state === 'verified' ? 'satisfied' : 'not-satisfied',
          reason: state === 'verified' ? 'pass' : 'fail',
        },
      },
      ...some(
        'related-observations',
        key === null ? [] : [{ 'observation-uuid': uuidOf(assessment.id, 'observation', key) }],
      ),
      ...some(
        'related-risks',
        isAccepted(finding) ? [{ 'risk-uuid': uuidOf(assessment.id, 'risk', id) }] : [],
      ),
    };
  });
}

/** The risks that somebody here has accepted, and until when. */
export const risksOf = ({ assessment, findings }: Assessed, telling: Telling): object[] =>
  findings.filter(isAccepted).map((finding) => {
    const { id, acceptedUntil } = finding;
    const until = acceptedUntil === null ? '' : ` until ${spokenDay(acceptedUntil)}`;
    return {
      uuid: uuidOf(assessment.id, 'risk', id),
      ...told(finding, telling),
      statement: `The risk was accepted${until}.`,
      props: propsOf(finding),
      status: 'deviation-approved',
      ...(acceptedUntil !== null && { deadline: `${acceptedUntil}T23:59:59Z` }),
    };
  });

const isAccepted = ({ state }: RegisterRow): boolean => state === 'risk_accepted';

const propsOf = ({ number, severity, state }: RegisterRow) => [
  prop('reference', referenceOf(number)),
  prop('severity', severity),
  prop('state', state),
];

/** What was typed may name people. */
function told({ number, title, detail }: RegisterRow, telling: Telling) {
  const reference = referenceOf(number);
  if (telling === 'nameless') {
    return { title: reference, description: 'Withheld, as it may hold personal data.' };
  }
  return { title: oneLine(`${reference}: ${title}`), description: detail ?? title };
}
