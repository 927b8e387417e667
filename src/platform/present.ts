type Present<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

/** The same without the fields that are null: what is not there is not told. */
export function present<T extends object>(row: T): Present<T> {
  const told: Partial<T> = {};
  for (const name of Object.keys(row) as (keyof T)[])
    if (row[name] !== null) told[name] = row[name];
  return told as unknown as Present<T>;
}
