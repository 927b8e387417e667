/** The columns that hold what is sealed, and the one with the id it is bound to. */
export interface SealedColumns {
  table: string;
  id: string;
  columns: readonly string[];
}

/** `blobs`: at the beginning of each stored file. */
export type SealedPlace = SealedColumns | 'blobs';

const word = /^[a-z][a-z_]*$/;

/** A purpose something is sealed for, and where it then lies. `seal` alone makes one: a new master key finds all of them. */
export class SealKind {
  private static readonly kinds = new Map<string, SealKind>();

  private constructor(
    readonly name: string,
    readonly place: SealedPlace,
  ) {}

  static declare(name: string, place: SealedPlace): SealKind {
    if (this.kinds.has(name)) throw new Error(`The seal ${name} is declared twice.`);
    const words = place === 'blobs' ? [] : [place.table, place.id, ...place.columns];
    if (!words.every((one) => word.test(one))) {
      throw new Error(`The seal ${name} names a column that cannot be: lower case and _ only.`);
    }
    const kind = new SealKind(name, place);
    this.kinds.set(name, kind);
    return kind;
  }

  static declared(): SealKind[] {
    return [...this.kinds.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }
}

/**
 * Declares a purpose, once, beside the entity whose column it is. The columns hold sealed text or nothing, and the rows are
 * free to change. A key for something else, such as fingerprints, is random and sealed: one derived from the master key would
 * change with it.
 */
export const seal = (name: string, place: SealedPlace): SealKind => SealKind.declare(name, place);

export const declaredSeals = (): SealKind[] => SealKind.declared();
