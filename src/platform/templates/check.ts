import Handlebars from 'handlebars';

/**
 * The names of the partials that a template asks for. Throws where it writes anything unescaped (`{{{` or `{{&`), uses a
 * decorator, or asks for a partial that is chosen while rendering.
 */
export function partialsOf(name: string, template: hbs.AST.Program): string[] {
  const checker = new Checker(name);
  checker.accept(template);
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
