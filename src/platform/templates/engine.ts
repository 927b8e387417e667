import Handlebars from 'handlebars';
import { readOverrides, readTemplateFiles } from './files.js';
import { helpers } from './helpers.js';
import { assertPlain } from './plain.js';
import { Staged } from './staged.js';

export interface TemplatesOptions {
  /** The folder with layouts/, partials/, pages/, portal/, mail/ and reports/. */
  root: string;
  /** A team's own folder; may hold reports/<name>/. */
  overrides?: string;
  /** Those below `root` were checked when they were built: each is looked at again before its first use, not all of them now. */
  shipped?: boolean;
  /** Read the files again at every render, for people who are writing templates. */
  reload?: boolean;
}

export interface RenderOptions {
  /** A name below layouts/, without ending. */
  layout?: string;
}

const RUNTIME = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
const REFUSED = { log: false, helperMissing: false, blockHelperMissing: false };
const KNOWN = { ...REFUSED, stylesheet: true, ...knownHelpers() };

/** All templates, compiled from disk once. A template sees plain data, these helpers and partials, nothing else. */
export class Templates {
  private known = new Map<string, Staged>();
  private stylesheets = new Map<string, string>();

  constructor(private readonly options: TemplatesOptions) {
    this.load();
  }

  /** Names of everything that can be rendered, such as `pages/vendors/list` or `mail/invitation.txt`. */
  names(): string[] {
    return [...this.known.keys()].filter((name) => !/^(layouts|partials)\//.test(name)).sort();
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  /** Renders a template with a plain view; templates whose name ends in `.txt` give text, all others HTML. */
  render(name: string, view: object, { layout }: RenderOptions = {}): string {
    if (this.options.reload) this.load();
    assertPlain(view);
    const data = { root: view, name, plainText: name.endsWith('.txt') };
    const body = this.find(name).render(view, { ...RUNTIME, data: { ...data } });
    if (layout === undefined) return body;
    const slot = new Handlebars.SafeString(body);
    return this.find(`layouts/${layout}`).render(view, { ...RUNTIME, data: { ...data, body: slot } });
  }

  /** Makes ready, in short pieces, what the first rendering would make ready at once: a long report takes a tenth of a second. */
  async prepare(name: string, { layout }: RenderOptions = {}): Promise<void> {
    const wanted = new Set([name, ...(layout === undefined ? [] : [`layouts/${layout}`])]);
    for (const one of wanted) {
      for (const partial of await this.find(one).prepare()) wanted.add(`partials/${partial}`);
    }
  }

  private find(name: string): Staged {
    const template = this.known.get(name);
    if (!template) throw new Error(`there is no template named ${name}`);
    return template;
  }

  private load(): void {
    const { root, overrides, shipped } = this.options;
    const files = readTemplateFiles(root);
    const own = overrides ? readOverrides(overrides) : new Map<string, string>();
    for (const [path, text] of own) files.set(path, text);

    const handlebars = Handlebars.create();
    handlebars.unregisterHelper('log');
    handlebars.registerHelper(helpers);
    handlebars.registerHelper('stylesheet', (...given) => this.stylesheet(given));

    this.stylesheets = new Map([...files].filter(([path]) => path.endsWith('.css')));
    this.known = readAll(handlebars, files, (path) => !shipped || own.has(path));
  }

  private stylesheet(given: unknown[]): Handlebars.SafeString {
    const options = given.at(-1) as { data: { name: string } };
    const named = given.length > 1 ? String(given[0]) : options.data.name;
    const css = this.stylesheets.get(`${named}.css`) ?? '';
    if (/<\/style/i.test(css)) throw new Error(`${named}.css would end its own style element`);
    return new Handlebars.SafeString(css);
  }
}

/** Those that are not due are checked before they are rendered for the first time. */
function readAll(
  handlebars: typeof Handlebars,
  files: Map<string, string>,
  isDue: (path: string) => boolean,
): Map<string, Staged> {
  const known = new Map<string, Staged>();
  const due: Staged[] = [];
  for (const [path, source] of files) {
    if (!path.endsWith('.hbs')) continue;
    const name = path.slice(0, -'.hbs'.length);
    const noEscape = name.endsWith('.txt');
    const how = { knownHelpers: KNOWN, knownHelpersOnly: true, preventIndent: true, noEscape };
    const template = new Staged(handlebars, name, source, how);
    known.set(name, template);
    if (isDue(path)) due.push(template);
    if (name.startsWith('partials/')) {
      handlebars.registerPartial(name.slice('partials/'.length), template.render as never);
    }
  }
  for (const template of due) {
    const missing = template.check().find((partial) => !known.has(`partials/${partial}`));
    if (missing) {
      throw new Error(
        `template ${template.name} asks for the partial ${missing}, which does not exist`,
      );
    }
  }
  return known;
}

function knownHelpers(): Record<string, boolean> {
  return Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
}
