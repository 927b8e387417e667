import type { Assessed } from '../assessed.js';
import { properties, refs } from './references.js';

/** The questionnaire as a standard: a section is a requirement with its questions below it. */
export function standardOf({ snapshot, sections }: Assessed): object {
  const { key, title, number, sha256 } = snapshot.questionnaire;
  return {
    'bom-ref': refs.standard,
    name: title,
    version: String(number),
    description: `The questionnaire ${key}, as it was asked. SHA-256 of its text: ${sha256}`,
    requirements: sections.flatMap((section) => [
      { 'bom-ref': refs.section(section.key), identifier: section.key, title: section.title },
      ...section.questions.map((question) => ({
        'bom-ref': refs.question(question.key),
        identifier: question.key,
        text: question.text,
        descriptions: [`Expected: ${question.expected}`],
        parent: refs.section(section.key),
        properties: [
          ...properties({ weight: question.weight, domain: question.domain }),
          ...question.controls.map((value) => ({ name: 'assay:control', value })),
        ],
      })),
    ]),
  };
}
