import { Get, Header, Query, Req, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { ExposureFiles, StandingQuery } from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { csvType } from '../../platform/csv.js';
import { IdParam, show, type Request, type View } from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { ExposurePage } from './exposure-page.js';

@PageController('incidents/:id')
export class IncidentExposurePages {
  constructor(
    private readonly page: ExposurePage,
    private readonly files: ExposureFiles,
  ) {}

  @Get('exposure')
  @Requires('incidents.read')
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: StandingQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return show('pages/incidents/exposure', await this.page.of(me, id, url, query));
  }

  @Get('exposure.csv')
  @Header('cache-control', 'no-store')
  @Requires('incidents.read')
  async csv(@IdParam('id') id: string, @Query() query: StandingQuery): Promise<StreamableFile> {
    const { name, lines } = await this.files.csv(id, query);
    return new StreamableFile(Readable.from(lines), {
      type: csvType,
      disposition: `attachment; filename="${name}"`,
    });
  }
}
