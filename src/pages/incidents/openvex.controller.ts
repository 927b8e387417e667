import { Get, Post, Req } from '@nestjs/common';
import {
  StatementQueries,
  statementWords,
  VexDocument,
  VexDocuments,
  type HeardVex,
  type VexStatement,
} from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  readTextFileForm,
  ReceivesFile,
  redirect,
  show,
  submit,
  type Form,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { justificationWords } from './incident-words.js';
import { openVexFields, openVexFile } from './statement-fields.js';
import { statementShown, VendorInIncident } from './vendor-in-incident.js';

const mostShown = 20;

/** A document that a vendor sent: first what it says is shown, then it is taken. */
@PageController('incidents/:id/vendors/:vendorId/openvex')
export class OpenVexPages {
  constructor(
    private readonly page: VendorInIncident,
    private readonly documents: VexDocuments,
    private readonly statements: StatementQueries,
  ) {}

  @Get()
  @Requires('incidents.write')
  async blank(@IdParam('id') id: string, @IdParam('vendorId') vendorId: string): Promise<View> {
    return this.shown(id, vendorId, blankForm());
  }

  @Post()
  @ReceivesFile()
  @Requires('incidents.write')
  async take(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @IdParam('vendorId') vendorId: string,
    @Req() request: Request,
  ): Promise<View | Redirect> {
    const { body, problems } = await readTextFileForm(request, openVexFile);
    const { [openVexFile.file]: _, then, ...typed } = body;
    const form = readForm(VexDocument, { ...typed, vendorId });
    return submit(
      { ...form, problems: { ...form.problems, ...problems } },
      async ({ openVex }) => {
        if (then !== 'take') {
          return this.shown(id, vendorId, form, await this.documents.hear(id, openVex));
        }
        await this.documents.take(me, id, { vendorId, openVex });
        return redirect(
          `/incidents/${id}/vendors/${vendorId}`,
          'Their word is kept, and the document as evidence. Where they stand follows in a moment.',
        );
      },
      (form) => this.shown(id, vendorId, form),
    );
  }

  private async shown(
    id: string,
    vendorId: string,
    form: Form<object>,
    heard?: HeardVex,
  ): Promise<View> {
    const about = await this.page.about(id, vendorId, 'Read their OpenVEX document');
    const said = await this.statements.page(id, { vendorId, size: mostShown });
    const last = said.items.find(({ withdrawnAt }) => !withdrawnAt);
    return show('pages/incidents/openvex', {
      ...about,
      action: `${about.back}/openvex`,
      ...(last ? { last: statementShown(last) } : {}),
      ...(heard ? { heard: heardShown(heard) } : {}),
      ...shownForm(openVexFields, form),
    });
  }
}

const heardShown = ({ author, words, statements }: HeardVex): object => ({
  author,
  statements,
  others: statements - words.length,
  words: words.slice(0, mostShown).map(wordShown),
  more: Math.max(0, words.length - mostShown),
});

const wordShown = (word: VexStatement, at: number): object => ({
  counts: at === 0,
  word: statementWords[word.status],
  because: word.justification ? justificationWords[word.justification] : undefined,
  statedOn: word.statedOn,
  words: word.words,
  purls: word.purls.join(', '),
  vulnerabilities: word.vulnerabilities.join(', '),
});
