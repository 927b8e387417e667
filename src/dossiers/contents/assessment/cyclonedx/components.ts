import type { ToolUseLine } from '../../../../supply-chain/index.js';
import type { ToolsInUse } from '../assessed.js';
import { properties, refs } from './references.js';

/** A tool that the vendor uses is a component; whether we hold all of them is not known. */
export const componentsOf = ({ uses }: ToolsInUse): object[] => uses.map(componentOf);

export const compositionsOf = ({ uses, isCut }: ToolsInUse): object[] =>
  uses.length === 0
    ? []
    : [
        {
          aggregate: isCut ? 'incomplete' : 'unknown',
          assemblies: uses.map(({ id }) => refs.tool(id)),
        },
      ];

function componentOf(use: ToolUseLine): object {
  const { id, tool, purl, version, purpose } = use;
  return {
    type: typeOf(purl),
    'bom-ref': refs.tool(id),
    name: tool,
    ...(version !== undefined && { version }),
    ...(purpose !== undefined && { description: purpose }),
    ...(purl !== undefined && { purl: versioned(purl, version) }),
    properties: properties({
      'tool:named': use.named,
      'tool:source': use.source,
      'tool:described-on': use.describedOn,
      'tool:evidence-grade': use.grade,
      'tool:sees-our-data': use.seesOurData,
      'tool:holds-credentials': use.holdsCredentials,
      'tool:used-directly': use.direct,
    }),
  };
}

const exact = /^v?\d[0-9A-Za-z.+-]*$/;
const wildcard = /(^|\.)x(\.|$)/i;

/** With its version, where that is one and no range of them. A stored package URL ends with its name. */
function versioned(purl: string, version: string | undefined): string {
  if (version === undefined || !exact.test(version) || wildcard.test(version)) return purl;
  return `${purl}@${encodeURIComponent(version)}`;
}

function typeOf(purl = ''): string {
  if (/^pkg:(huggingface|mlflow)\//.test(purl)) return 'machine-learning-model';
  if (/^pkg:(docker|oci)\//.test(purl)) return 'container';
  if (/^pkg:(generic|github|gitlab|bitbucket)\//.test(purl) || purl === '') return 'application';
  return 'library';
}
