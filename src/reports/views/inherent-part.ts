import {
  accessKinds,
  dataCategories,
  inherentLevel,
  levels,
  levelWords,
  likelihoodFactors,
  type Cause,
  type Level,
} from '../../scoring/index.js';
import type { Engagement } from '../../vendors/index.js';
import { capital, period } from './words.js';
import type { EngagementView, LabelledText } from './vendor-risk.view.js';

/** The engagement and how its inherent risk follows from it. */
export function engagementPart(engagement: Engagement): EngagementView {
  const { name, purpose, tier, inherent } = engagement;
  const { level, value, impact, likelihood, reasons } = inherent;
  return {
    name,
    purpose,
    tier,
    facts: factsOf(engagement),
    inherent: {
      level,
      levelWord: capital(levelWords[level]),
      value,
      impact,
      likelihood,
      reasons: [...reasons],
      factors: [...impactFactors(engagement), ...likelihoodRows(engagement)],
      impacts: levels.map((impactLevel) => capital(levelWords[impactLevel])),
      table: [...levels].reverse().map((row) => ({
        likelihood: capital(levelWords[row]),
        cells: levels.map((column) => ({
          level: capital(levelWords[inherentLevel(row, column)]),
          isOurs: row === likelihood && column === impact,
        })),
      })),
    },
  };
}

function factsOf({ data, access, startsOn, endsOn, ...engagement }: Engagement): LabelledText[] {
  const named = (choices: readonly { code: string; label: string }[], codes: readonly string[]) =>
    choices
      .filter(({ code }) => codes.includes(code))
      .map(({ label }) => label)
      .join(', ') || 'None';
  const tierOne = [
    engagement.holdsCredentials ? 'holds credentials of ours' : '',
    engagement.codeRunsHere ? 'its code runs in our build or production' : '',
    engagement.supportsCriticalFunction ? 'supports a critical or important function' : '',
  ].filter((text) => text !== '');
  return [
    { label: 'Data it holds', text: named(dataCategories, data) },
    { label: 'Access it has', text: named(accessKinds, access) },
    ...(tierOne.length > 0 ? [{ label: 'Always tier 1', text: capital(tierOne.join('; ')) }] : []),
    ...((startsOn ?? endsOn) ? [{ label: 'Contract', text: period(startsOn, endsOn) }] : []),
  ];
}

type Factor = EngagementView['inherent']['factors'][number];

function impactFactors({ inherent }: Engagement): Factor[] {
  const row = (label: string, { level, because }: Cause): Factor => ({
    group: 'Impact',
    label,
    level: capital(levelWords[level]),
    because: capital(because.join(' and ')) || 'Nothing chosen',
  });
  return [
    row('Data', inherent.data),
    row('Access', inherent.access),
    row('Criticality', inherent.criticality),
    row('AI autonomy', inherent.autonomy),
  ];
}

function likelihoodRows({ likelihood }: Engagement): Factor[] {
  return likelihoodFactors.map(({ code, label, choices }) => {
    const level: Level = likelihood[code];
    const chosen = choices.find((choice) => choice.code === level);
    return {
      group: 'Likelihood',
      label,
      level: capital(levelWords[level]),
      because: capital(chosen?.label ?? ''),
    };
  });
}
