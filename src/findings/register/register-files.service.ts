import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { csvHead, csvLine } from '../../platform/csv.js';
import { Database } from '../../platform/database/index.js';
import { mostSheetRows, xlsxOf, type SheetCell } from '../../platform/xlsx/index.js';
import type { FindingQuery } from '../finding.dto.js';
import { cellsOf, registerColumns } from './register-columns.js';
import { FindingRegister } from './register.queries.js';

/** The register as files for a spreadsheet. What vendors plan against their gaps is in it: who takes one is in the journal. */
@Injectable()
export class RegisterFiles {
  constructor(
    private readonly register: FindingRegister,
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** All of it, however long, as it is read. */
  async csv(actor: Actor, query: FindingQuery): Promise<Readable> {
    await this.noteTaken(actor, 'csv', query);
    return Readable.from(this.lines(query));
  }

  /** At most `mostSheetRows`; more is refused. */
  async xlsx(actor: Actor, query: FindingQuery): Promise<Buffer> {
    const today = this.clock.today();
    const rows: SheetCell[][] = [];
    for await (const row of this.register.rows(query)) {
      rows.push(cellsOf(row, today));
      if (rows.length > mostSheetRows) break;
    }
    const file = await xlsxOf('Findings', registerColumns, rows);
    await this.noteTaken(actor, 'xlsx', query);
    return file;
  }

  private async noteTaken(actor: Actor, as: string, query: FindingQuery): Promise<void> {
    const { size: _, cursor: __, ...filters } = query;
    const register = { kind: 'finding_register', id: 'all' };
    await this.database.transaction(async () => {
      this.journal.record(actor, 'findings.downloaded', register, null, { as, ...filters });
    });
  }

  private async *lines(query: FindingQuery): AsyncGenerator<string> {
    const today = this.clock.today();
    yield csvHead(registerColumns.map(({ head }) => head));
    for await (const row of this.register.rows(query)) {
      yield csvLine(cellsOf(row, today).map(plain));
    }
  }
}

const plain = (cell: SheetCell): string | number | null =>
  typeof cell === 'object' && cell !== null ? cell.day : cell;
