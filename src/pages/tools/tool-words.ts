import { dataCategories, evidenceWords } from '../../scoring/index.js';
import {
  endsByHand,
  sourceWords,
  toolKindWords,
  type Known,
  type ToolUseLine,
} from '../../supply-chain/index.js';

const knownWords: Readonly<Record<Known, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known' };
export const knownOptions = (Object.keys(knownWords) as Known[]).map((value) => ({
  value,
  label: knownWords[value],
}));
export const kindOptions = Object.entries(toolKindWords).map(([value, label]) => ({
  value,
  label,
}));
export const sourceOptions = Object.entries(sourceWords).map(([value, label]) => ({
  value,
  label,
}));

const categories = new Map<string, string>(dataCategories.map(({ code, label }) => [code, label]));
export const dataWord = (code: string): string => categories.get(code) ?? code;

/** A use as tables tell it. */
export const useLine = (use: ToolUseLine) => ({
  ...use,
  vendorHref: `/vendors/${use.vendorId}/tools`,
  toolHref: `/tools/${use.toolId}`,
  dataWords: use.data.map(dataWord).join(', '),
  sourceWord: sourceWords[use.source],
  gradeWord: evidenceWords[use.grade],
  sees: knownWords[use.seesOurData],
  holds: knownWords[use.holdsCredentials],
  way: { yes: 'Directly', no: 'Inside another tool', unknown: 'Not known' }[use.direct],
  endHref: endsByHand(use.source) ? `/tool-uses/${use.id}/ending` : undefined,
});
