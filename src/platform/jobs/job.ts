/** A kind of work to be done after a transaction, with what its payload looks like. */
export interface JobKind<Payload extends object> {
  readonly name: string;
  /** It may take minutes: one of all such is done at a time, so that what is quick is done beside it. */
  readonly slow: boolean;
  /** Phantom: only carries the type. */
  readonly payload?: Payload;
}

const declared = new Map<string, JobKind<object>>();

/** Declares a kind of job, once, on the floor whose news it is; a higher floor handles it. */
export function job<Payload extends object>(
  name: string,
  { slow = false }: { slow?: boolean } = {},
): JobKind<Payload> {
  if (declared.has(name)) throw new Error(`The job ${name} is declared twice.`);
  const kind: JobKind<Payload> = { name, slow };
  declared.set(name, kind);
  return kind;
}

export const declaredJobs = (): string[] => [...declared.keys()].sort();

export const slowJobs = (): string[] =>
  [...declared.values()].flatMap(({ name, slow }) => (slow ? [name] : []));
