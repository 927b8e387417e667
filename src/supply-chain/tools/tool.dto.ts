import { ChoiceField, IdField, TextField, WebAddressField } from '../../platform/http/index.js';
import { toolKinds, type ToolKind } from '../words.js';

/** What is written of a tool. */
export class ToolFacts {
  @TextField({ max: 200, example: 'LiteLLM' }) name: string;
  @ChoiceField(toolKinds, { example: 'gateway' }) kind: ToolKind;
  @TextField({
    max: 1_000,
    optional: true,
    example: 'pkg:pypi/litellm',
    description: 'Package URL; its version, qualifiers and subpath are left out.',
  })
  purl?: string;
  @WebAddressField({ optional: true, example: 'https://litellm.ai' }) webAddress?: string;
  @IdField({ optional: true, description: 'Who makes or runs it.' }) supplierId?: string;
}
