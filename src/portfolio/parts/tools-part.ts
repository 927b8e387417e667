import type { Concentration } from '../../supply-chain/index.js';
import type { ToolConcentration } from '../portfolio.dto.js';

/** Which tools how many vendors share, as the register has it. */
export const toolsPart = ({ tools, more, listed, silent }: Concentration): ToolConcentration => ({
  tools: tools.map(({ id, name, vendors, holdCredentials, seeOurData, unknown }) => ({
    ...{ id, name, vendors, holdCredentials, seeOurData, unknown },
  })),
  more,
  declared: listed,
  silent,
});
