import Handlebars from 'handlebars';

/** The half of the compiler that finds what is wrong with a template; the other half, which writes code, takes longest. */
const { Compiler } = Handlebars as unknown as {
  Compiler: new () => { compile(template: hbs.AST.Program, how: CompileOptions): unknown };
};

/**
 * Parses a template and throws when it does not compile, writes anything unescaped (`{{{` or `{{&`), uses a decorator, or
 * asks for a partial that is chosen while rendering. Returns the names of the partials it asks for.
 */
export function checkTemplate(name: string, source: string, how: CompileOptions): string[] {
  const template = Handlebars.parse(source, { srcName: name });
  const checker = new Checker(name);
  checker.accept(template);
  new Compiler().compile(template, { ...how });
  return checker.partials;
}

class Checker extends Handlebars.Visitor {
  readonly partials: string[] = [];

  constructor(private readonly name: string) {
    super();
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped) this.refuse(statement, 'writes unescaped text');
    super.MustacheStatement(statement);
  }

  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    this.ask(statement, statement.name);
    super.PartialStatement(statement);
  }

  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    this.ask(statement, statement.name);
    super.PartialBlockStatement(statement);
  }

  override Decorator(statement: hbs.AST.Node): void {
    this.refuse(statement, 'uses a decorator');
  }

  override DecoratorBlock(statement: hbs.AST.Node): void {
    this.refuse(statement, 'uses a decorator');
  }

  private ask(at: hbs.AST.Node, name: hbs.AST.PathExpression | hbs.AST.SubExpression): void {
    if (name.type === 'SubExpression') this.refuse(at, 'chooses a partial while rendering');
    const { original } = name;
    if (original !== '@partial-block') this.partials.push(original);
  }

  private refuse(at: hbs.AST.Node, what: string): never {
    throw new Error(`template ${this.name}, line ${at.loc.start.line}: ${what}, which is refused`);
  }
}
