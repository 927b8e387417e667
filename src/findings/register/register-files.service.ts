import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../platform/clock.js';
import { csvHead, csvLine } from '../../platform/csv.js';
import { mostSheetRows, xlsxOf, type SheetCell } from '../../platform/xlsx.js';
import type { FindingQuery } from '../finding.dto.js';
import { cellsOf, registerColumns } from './register-columns.js';
import { FindingRegister } from './register.queries.js';

/** The register as files for a spreadsheet. */
@Injectable()
export class RegisterFiles {
  constructor(
    private readonly register: FindingRegister,
    private readonly clock: Clock,
  ) {}

  /** All of it, however long, as it is read. */
  csv(query: FindingQuery): Readable {
    return Readable.from(this.lines(query));
  }

  /** At most `mostSheetRows`; more is refused. */
  async xlsx(query: FindingQuery): Promise<Buffer> {
    const today = this.clock.today();
    const rows: SheetCell[][] = [];
    for await (const row of this.register.rows(query)) {
      rows.push(cellsOf(row, today));
      if (rows.length > mostSheetRows) break;
    }
    return xlsxOf('Findings', registerColumns, rows);
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
