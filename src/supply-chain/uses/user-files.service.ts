import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { csvHead, csvLine, csvType, type Cell } from '../../platform/csv.js';
import { evidenceWords } from '../../scoring/index.js';
import { sourceWords } from '../words.js';
import { ToolUsers } from './tool-users.queries.js';
import type { ToolUseLine, ToolUseQuery } from './tool-use.dto.js';

const columns: readonly { head: string; cell: (use: ToolUseLine) => Cell }[] = [
  { head: 'Vendor', cell: ({ vendor }) => vendor },
  { head: 'Tier', cell: ({ tier }) => tier ?? null },
  { head: 'Engagement', cell: ({ engagement }) => engagement ?? null },
  { head: 'Our data', cell: ({ data }) => data.join('; ') },
  { head: 'Tool', cell: ({ tool }) => tool },
  { head: 'Named in the list', cell: ({ named }) => named ?? null },
  { head: 'Package URL', cell: ({ purl }) => purl ?? null },
  { head: 'Version', cell: ({ version }) => version ?? null },
  { head: 'As of', cell: ({ describedOn }) => describedOn },
  { head: 'Too long ago', cell: ({ stale }) => (stale ? 'yes' : 'no') },
  { head: 'Source', cell: ({ source }) => sourceWords[source] },
  { head: 'Stands on', cell: ({ grade }) => evidenceWords[grade] },
  { head: 'Sees our data', cell: ({ seesOurData }) => seesOurData },
  { head: 'Holds credentials', cell: ({ holdsCredentials }) => holdsCredentials },
  { head: 'Direct', cell: ({ direct }) => direct },
  { head: 'Purpose', cell: ({ purpose }) => purpose ?? null },
];

/** Who uses a tool, as a file for a spreadsheet. */
@Injectable()
export class UserFiles {
  constructor(
    private readonly users: ToolUsers,
    private readonly clock: Clock,
  ) {}

  csv(query: ToolUseQuery): StreamableFile {
    return new StreamableFile(Readable.from(this.lines(query)), {
      type: csvType,
      disposition: `attachment; filename="tool-uses-${this.clock.today()}.csv"`,
    });
  }

  private async *lines(query: ToolUseQuery): AsyncGenerator<string> {
    yield csvHead(columns.map(({ head }) => head));
    for await (const use of this.users.every(query)) {
      yield csvLine(columns.map(({ cell }) => cell(use)));
    }
  }
}
