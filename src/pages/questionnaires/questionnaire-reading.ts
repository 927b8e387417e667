import {
  choicesOf,
  conditionWords,
  type Expectation,
  expectationWords,
  isListKind,
  LIST_COLUMNS,
  type Question,
  type QuestionKind,
  type QuestionnaireDefinition,
  questionsOf,
  type VersionView,
} from '../../questionnaires/index.js';
import { weights } from '../../scoring/index.js';
import { worded } from '../frame/words.js';

const kindWords: Readonly<Record<QuestionKind, string>> = {
  yes_no: 'Yes or no',
  single: 'One choice',
  multiple: 'Several choices',
  text: 'Text',
  number: 'Number',
  date: 'Day',
  tools: 'List of tools',
  stores: 'List of stores',
  audits: 'List of audits',
};

/** What the reading view of a version shows. */
export function questionnaireReading({ definition, ...version }: VersionView): object {
  const questions = questionsOf(definition);
  return {
    version: {
      ...version,
      title: definition.title,
      key: definition.key,
      purpose: definition.purpose,
      minutes: definition.minutes,
      status: version.publishedAt ? 'published' : 'draft',
      knockOuts: questions.filter(({ knockOut }) => knockOut).length,
      definitionHref: `/questionnaires/versions/${version.id}/definition.json`,
    },
    sections: definition.sections.map(({ key, title, intro, questions: asked }, at) => ({
      id: `section-${key}`,
      number: at + 1,
      title,
      intro,
      count: asked.length,
      questions: asked.map((question) => ({
        ...questionReading(question, definition),
        ...domainBeside(question, title, definition),
      })),
    })),
  };
}

function questionReading(question: Question, definition: QuestionnaireDefinition): object {
  const { key, text, kind, weight, expectedText, guidance, evidenceWanted } = question;
  const { expected, knockOut, when, controls = [], gap, finding, unit } = question;
  const choices = kind === 'yes_no' ? [] : choicesOf(question);
  return {
    key,
    text,
    kind: unit ? `${kindWords[kind]} of ${unit}` : kindWords[kind],
    weight: `${worded(weight)}, weight ${weights[weight]}`,
    knockOut: knockOut === true,
    allowNotApplicable: question.allowNotApplicable,
    options: choices.map(({ value, label }) => ({ label, mark: choiceMark(expected, value) })),
    columns: isListKind(kind) ? LIST_COLUMNS[kind].map(({ label }) => label).join('; ') : '',
    expectedText,
    compared: expectationWords(question),
    ...(guidance ? { guidance } : {}),
    ...(evidenceWanted ? { evidenceWanted } : {}),
    ...(gap ? { gap } : {}),
    ...(finding
      ? { finding: { ...finding, severity: worded(finding.severity).toLowerCase() } }
      : {}),
    ...(when ? { when: conditionWords(when, definition) } : {}),
    controls: controls.map(controlWords),
  };
}

/** The domain, where the section's title does not say it already. */
function domainBeside(
  { domain }: Question,
  title: string,
  { domains }: QuestionnaireDefinition,
): { domain?: string } {
  const label = domains.find(({ key }) => key === domain)?.label;
  return label === undefined || label === title ? {} : { domain: label };
}

/** What choosing it does to the comparison. */
function choiceMark(expected: Expectation, value: string): string {
  if (expected.rule === 'equals') return expected.value === value ? 'meets it' : '';
  if (expected.rule === 'oneOf') {
    if (expected.full.includes(value)) return 'meets it';
    return expected.partial?.includes(value) ? 'in part' : '';
  }
  if (expected.rule !== 'includesAll') return '';
  if (expected.options.includes(value)) return 'wanted';
  return expected.forbidden?.includes(value) ? 'rules it out' : '';
}

const frameworks: Readonly<Record<string, string>> = {
  CSF2: 'NIST CSF 2.0',
  AIRMF: 'NIST AI RMF',
  ISO27001: 'ISO/IEC 27001',
  ISO42001: 'ISO/IEC 42001',
  CCM4: 'CSA CCM 4',
};

/** `CSF2:GV.SC-05` is "NIST CSF 2.0 GV.SC-05". */
function controlWords(control: string): string {
  const [framework = '', ...id] = control.split(':');
  return `${frameworks[framework] ?? framework} ${id.join(':')}`;
}
