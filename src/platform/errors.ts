/** Message per field; the path uses dots (`engagement.data.0`). */
export type FieldProblems = Readonly<Record<string, string>>;

export abstract class AssayError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

export class NotFound extends AssayError {
  constructor(what: string) {
    super(`There is no such ${what}.`);
  }
}

export class Invalid extends AssayError {
  constructor(
    readonly problems: FieldProblems,
    message = 'Some of what was sent is missing or not as it should be.',
  ) {
    super(message);
  }
}

export class Conflict extends AssayError {}

/** Somebody else changed the thing since it was read. */
export class Stale extends Conflict {
  constructor(what: string) {
    super(`This ${what} was changed by somebody else meanwhile. Look at it again, then repeat.`);
  }
}

export class Forbidden extends AssayError {
  constructor(message = 'You are not allowed to do this.') {
    super(message);
  }
}

export class Busy extends AssayError {
  constructor(message = 'Assay is busy. Nothing was changed; try again in a moment.') {
    super(message);
  }
}

export class Gone extends AssayError {}
