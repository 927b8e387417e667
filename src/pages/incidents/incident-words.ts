import type {
  Certainty,
  IncidentKind,
  Justification,
  StatementSource,
} from '../../incidents/index.js';

export const incidentKindWords: Readonly<Record<IncidentKind, string>> = {
  malware: 'Malware',
  vulnerability: 'Vulnerability',
  breach: 'Breach of a tool’s maker',
};

export const certaintyWords: Readonly<Record<Certainty, string>> = {
  confirmed: 'for certain',
  possible: 'perhaps',
};

export const justificationWords: Readonly<Record<Justification, string>> = {
  component_not_present: 'They do not have it',
  vulnerable_code_not_present: 'They have it without the affected code',
  vulnerable_code_not_in_execute_path: 'The affected code is never run',
  vulnerable_code_cannot_be_controlled_by_adversary: 'Nobody from outside can reach that code',
  inline_mitigations_already_exist: 'Something else keeps it from doing harm',
};

export const statementSourceWords: Readonly<Record<StatementSource, string>> = {
  outreach: 'in answer to our questions',
  vex: 'in an OpenVEX document',
  analyst: 'as we heard it',
};
