import { Invalid } from '../../platform/errors.js';
import { TextField } from '../../platform/http/index.js';

const most = 900_000;

export class DefinitionForm {
  @TextField({ max: most, lines: true })
  definition: string;
}

export const definitionFields = {
  definition: {
    label: 'The definition',
    type: 'textarea',
    rows: 28,
    required: true,
    hint: 'JSON, as the API takes it. Download a version to see what one looks like.',
  },
};

/**
 * The definition that was pasted.
 * @throws Invalid when it is not JSON, saying where where that is known
 */
export function definitionIn({ definition }: DefinitionForm): unknown {
  try {
    return JSON.parse(definition) as unknown;
  } catch (error) {
    const [, position] = /position (\d+)/.exec(String(error)) ?? [];
    const before = position === undefined ? '' : definition.slice(0, Number(position));
    const line = before.split('\n').length;
    const where = position === undefined ? '' : `; look at line ${line}`;
    throw new Invalid({ definition: `is not JSON${where}` });
  }
}
