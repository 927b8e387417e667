export type Kind =
  'pdf' | 'png' | 'jpeg' | 'webp' | 'txt' | 'csv' | 'json' | 'xml' | 'xlsx' | 'docx';

export interface AcceptedType {
  kind: Kind;
  /** As a person calls it: `PDF`, `Excel workbook`. */
  label: string;
  /** As a sentence calls one: `a PDF`. */
  one: string;
  /** Media type it is stored and sent as. */
  type: string;
  /** Without the dot; the first is the usual one. */
  extensions: readonly [string, ...string[]];
}

/** What package managers keep is plain text under names of their own. */
const lockfiles = ['lock', 'toml', 'yaml', 'yml'];
const office = 'application/vnd.openxmlformats-officedocument';

/** Everything that may be uploaded; what is not here is refused. */
export const acceptedTypes: readonly AcceptedType[] = [
  of('pdf', 'PDF', 'a PDF', 'application/pdf', 'pdf'),
  of('png', 'PNG', 'a PNG picture', 'image/png', 'png'),
  of('jpeg', 'JPEG', 'a JPEG picture', 'image/jpeg', 'jpg', 'jpeg'),
  of('webp', 'WebP', 'a WebP picture', 'image/webp', 'webp'),
  of('docx', 'Word document', 'a Word document', `${office}.wordprocessingml.document`, 'docx'),
  of('xlsx', 'Excel workbook', 'an Excel workbook', `${office}.spreadsheetml.sheet`, 'xlsx'),
  of('txt', 'plain text', 'plain text', 'text/plain', 'txt', ...lockfiles),
  of('csv', 'CSV', 'CSV', 'text/csv', 'csv'),
  of('json', 'JSON', 'JSON', 'application/json', 'json'),
  of('xml', 'XML', 'XML', 'application/xml', 'xml'),
];

/** For the `accept` of a file field. */
export const acceptAttribute = acceptedTypes
  .flatMap(({ extensions }) => extensions.map((one) => `.${one}`))
  .join(',');

/** For the hint beside a file field: `PDF, PNG, …, JSON or XML`. */
export const acceptedInWords = inWords(acceptedTypes.map(({ label }) => label));

export function acceptedByExtension(extension: string): AcceptedType | undefined {
  return acceptedTypes.find(({ extensions }) => extensions.includes(extension));
}

function of(
  kind: Kind,
  label: string,
  one: string,
  type: string,
  ...extensions: [string, ...string[]]
): AcceptedType {
  return { kind, label, one, type, extensions };
}

function inWords(labels: string[]): string {
  return `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;
}
