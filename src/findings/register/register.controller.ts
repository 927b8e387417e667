import { Controller, Get, Header, Query, type StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Operation } from '../../platform/http/index.js';
import { FindingQuery } from '../finding.dto.js';
import { csvType } from '../../platform/csv.js';
import { registerFile, xlsxType } from './register-file.js';
import { RegisterFiles } from './register-files.service.js';

const about =
  'Takes the filters and the order of the list; every finding they leave is in it, so `size` and `cursor` change nothing.';

@Controller('api/v1')
export class RegisterController {
  constructor(
    private readonly files: RegisterFiles,
    private readonly clock: Clock,
  ) {}

  @Get('findings.csv')
  @Header('cache-control', 'no-store')
  @Requires('findings.read')
  @Operation('Findings', 'Take the finding register as CSV', {
    file: csvType,
    description: `${about} No cell is read as a formula: what looks like one has an apostrophe in front.`,
  })
  async csv(@Me() me: Caller, @Query() query: FindingQuery): Promise<StreamableFile> {
    return registerFile(await this.files.csv(me, query), 'csv', this.clock.today());
  }

  @Get('findings.xlsx')
  @Header('cache-control', 'no-store')
  @Requires('findings.read')
  @Operation('Findings', 'Take the finding register as a workbook', {
    file: xlsxType,
    description: `${about} Texts, numbers and days are typed, and there is no formula. It holds 5,000 findings at most; more is refused with 409, and the CSV holds them all.`,
  })
  async xlsx(@Me() me: Caller, @Query() query: FindingQuery): Promise<StreamableFile> {
    return registerFile(await this.files.xlsx(me, query), 'xlsx', this.clock.today());
  }
}
