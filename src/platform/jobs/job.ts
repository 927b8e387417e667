/** A kind of work to be done after a transaction, with what its payload looks like. */
export interface JobKind<Payload extends object> {
  readonly name: string;
  /** Phantom: only carries the type. */
  readonly payload?: Payload;
}

const declared = new Map<string, JobKind<object>>();

/** Declares a kind of job, once, on the floor whose news it is; a higher floor handles it. */
export function job<Payload extends object>(name: string): JobKind<Payload> {
  if (declared.has(name)) throw new Error(`The job ${name} is declared twice.`);
  const kind: JobKind<Payload> = { name };
  declared.set(name, kind);
  return kind;
}

export const declaredJobs = (): string[] => [...declared.keys()].sort();
