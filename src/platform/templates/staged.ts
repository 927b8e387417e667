import Handlebars from 'handlebars';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { partialsOf } from './check.js';

type Options = CompileOptions & { data: true };

/** What `Handlebars.compile` does in one go: parsing, understanding, and writing code each take tens of milliseconds for a long one. */
const { Compiler, JavaScriptCompiler } = Handlebars as unknown as {
  Compiler: new () => { compile(template: hbs.AST.Program, how: Options): object };
  JavaScriptCompiler: new () => {
    compile(
      environment: object,
      how: Options,
      context: undefined,
      asObject: true,
    ): TemplateSpecification;
  };
};

/** One template, made ready no sooner than it is wanted. */
export class Staged {
  private asked: readonly string[] | undefined;
  private ready: Handlebars.TemplateDelegate | undefined;
  private readonly how: Options;

  constructor(
    private readonly handlebars: typeof Handlebars,
    readonly name: string,
    private readonly source: string,
    how: CompileOptions,
  ) {
    this.how = { ...how, data: true };
  }

  /** Throws where it is wrong. Returns the names of the partials that it asks for. */
  check(): readonly string[] {
    if (!this.asked) this.understood(this.parsed());
    return this.asked ?? [];
  }

  readonly render: Handlebars.TemplateDelegate = (...given) => {
    const ready = this.ready ?? this.written(this.understood(this.parsed()));
    return ready(...given);
  };

  /** The same as the first rendering would do, in pieces between which others get their turn. */
  async prepare(): Promise<readonly string[]> {
    if (this.ready) return this.check();
    const parsed = this.parsed();
    await nextTurn();
    const environment = this.understood(parsed);
    await nextTurn();
    this.written(environment);
    await nextTurn();
    return this.check();
  }

  private parsed(): hbs.AST.Program {
    return Handlebars.parse(this.source, { srcName: this.name });
  }

  private understood(template: hbs.AST.Program): object {
    const asked = partialsOf(this.name, template);
    const environment = new Compiler().compile(template, this.how);
    this.asked = asked;
    return environment;
  }

  private written(environment: object): Handlebars.TemplateDelegate {
    const code = new JavaScriptCompiler().compile(environment, this.how, undefined, true);
    return (this.ready = this.handlebars.template(code));
  }
}
