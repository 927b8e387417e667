import { idOfName } from '../../../../platform/ids.js';
import type { Assessed, Telling } from '../assessed.js';
import type { Made } from '../../parts/part.js';
import { standardPart } from '../standard-part.js';
import { componentsOf, compositionsOf } from './components.js';
import { declarationsOf } from './declarations.js';
import { properties, refs } from './references.js';
import { servicesOf } from './services.js';
import { standardOf } from './standard.js';

/** `assessment.cdx.json`: CycloneDX 1.6, with what was asked, claimed, shown and thought of it. */
export const cyclonedxPart = (facts: Assessed): Made =>
  standardPart('assessment.cdx.json', facts, documentOf);

/** No time stands in it but those of what it tells: the same facts make the same document. */
function documentOf(facts: Assessed, telling: Telling): object {
  const { assessment, snapshot, score, tools, toData } = facts;
  const made = [assessment.id, snapshot.submission.id, score?.id ?? '', telling];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${idOfName(`cyclonedx ${made.join(' ')}`)}`,
    version: 1,
    metadata: metadataOf(facts),
    components: componentsOf(tools),
    services: servicesOf(facts),
    externalReferences: [
      { type: 'risk-assessment', url: 'score.json' },
      { type: 'log', url: `${toData}journal.jsonl` },
    ],
    compositions: compositionsOf(tools),
    declarations: declarationsOf(facts, telling),
    definitions: { standards: [standardOf(facts)] },
  };
}

function metadataOf({ assessor, vendor, engagement, assessment, snapshot, score }: Assessed) {
  const { name, purpose } = engagement;
  return {
    tools: { components: [{ type: 'application', name: 'Assay' }] },
    ...(assessor !== '' && { manufacturer: { name: assessor } }),
    component: {
      type: 'application',
      'bom-ref': refs.subject,
      name,
      supplier: { name: vendor.name },
      ...(purpose !== null && { description: purpose }),
    },
    supplier: { name: vendor.name },
    properties: properties({
      assessment: assessment.id,
      submission: snapshot.submission.id,
      'submitted-at': snapshot.submission.submittedAt.toISOString(),
      'score:model': score && `${score.modelId} ${score.modelVersion}`,
      'score:residual': score?.residual,
      'score:band': score?.band,
      'score:vector': score?.result.vector,
    }),
  };
}
