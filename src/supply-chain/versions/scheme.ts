/** How one family of ecosystems reads and orders versions. */
export interface VersionScheme {
  /** As people call it. */
  readonly name: string;
  /** One spelling of a version, or undefined where the text is no version of this scheme. */
  readonly read: (text: string) => string | undefined;
  /** Below, at or above zero; both must have been read. */
  readonly compare: (a: string, b: string) => number;
  /** The version to hold against a bound: without what the scheme says is to be left out there. */
  readonly against: (version: string, bound: string) => string;
}

/** The longest text that is read as a version: comparing takes longer the longer they are. */
export const longestVersion = 128;
