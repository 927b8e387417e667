import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  checked,
  Created,
  ExpectedVersion,
  fromText,
  IdParam,
  linked,
  ListQuery,
  NotRemembered,
  Operation,
  readFileForm,
  ReceivesFile,
  tagged,
  type Reply,
  type Request,
} from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { DescribedDay, InventoryImportView, NewInventoryImport } from './inventory-import.dto.js';
import { InventoryImportQueries } from './inventory-imports.queries.js';
import { InventoryImports } from './inventory-imports.service.js';

const unkept =
  'is not possible with a file in the request: upload it as evidence in parts, and import that';
const formats =
  'CycloneDX 1.4 to 1.7 (JSON, XML), SPDX 2.3 (JSON), requirements.txt, uv.lock, poetry.lock, Pipfile.lock, package-lock.json, pnpm-lock.yaml, yarn.lock of Yarn 1; at most 64 MB and 100,000 components.';

@Controller('api/v1')
export class InventoryImportsController {
  constructor(
    private readonly imports: InventoryImports,
    private readonly queries: InventoryImportQueries,
    private readonly vendors: Vendors,
  ) {}

  @Post('vendors/:id/inventory-imports')
  @Requires('tools.write')
  @NotRemembered(unkept)
  @ReceivesFile(NewInventoryImport)
  @Operation('Tools', 'Import a bill of materials or a lockfile', {
    answers: Created,
    description: `The file is kept as evidence and read by a job: ask for the import until it is done. ${formats}`,
  })
  async receive(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Req() request: Request,
  ): Promise<Created> {
    return readFileForm(request, async (file, fields) =>
      this.imports.receive(me, vendorId, file, async () =>
        checked(NewInventoryImport, fromText(NewInventoryImport, await fields())),
      ),
    );
  }

  @Post('evidence/:id/inventory-imports')
  @Requires('tools.write')
  @Operation('Tools', 'Import the file in force of a piece of evidence', {
    answers: Created,
    description: `Read by a job: ask for the import until it is done. ${formats}`,
  })
  async ofEvidence(
    @Me() me: Caller,
    @IdParam('id') evidenceId: string,
    @Body() wanted: NewInventoryImport,
  ): Promise<Created> {
    return this.imports.ofEvidence(me, evidenceId, wanted);
  }

  @Get('vendors/:id/inventory-imports')
  @Requires('tools.read')
  @Operation('Tools', 'List the imports of a vendor, newest first', {
    answers: [InventoryImportView],
  })
  async list(
    @IdParam('id') vendorId: string,
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<InventoryImportView[]> {
    await this.vendors.byId(vendorId);
    return linked(await this.queries.page(vendorId, query), request, reply);
  }

  @Get('inventory-imports/:id')
  @Requires('tools.read')
  @Operation('Tools', 'Read how far an import is, and what came of it', {
    answers: InventoryImportView,
  })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<InventoryImportView> {
    return tagged(await this.queries.byId(id), reply);
  }

  @Put('inventory-imports/:id/day')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Say which day a file describes that does not say so itself', {
    versioned: true,
  })
  async sayDay(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() { describedOn }: DescribedDay,
  ): Promise<void> {
    await this.imports.sayDay(me, id, version, describedOn);
  }

  @Post('inventory-imports/:id/giving-up')
  @HttpCode(204)
  @Requires('tools.write')
  @Operation('Tools', 'Give up an import that waits for its day', {
    versioned: true,
    description:
      'Nothing of the file counts. It stays as evidence, and may be imported again once its day is known.',
  })
  async giveUp(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
  ): Promise<void> {
    await this.imports.giveUp(me, id, version);
  }
}
