import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  XmlLibError,
  xmlRegisterInputProvider,
  XsdValidator,
} from 'libxml2-wasm';
import { Unreadable } from './read-inventory.js';
import { lineAt } from './text.js';

const options =
  ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_BIG_LINES;

/** Parses XML that declares nothing of its own. Throws Unreadable with the line otherwise. */
export function parseXml(text: string): XmlDocument {
  refuseDeclarations(text);
  try {
    return XmlDocument.fromString(text, { option: options });
  } catch (error) {
    throw new Unreadable(`is not XML: ${saidBy(error)}`);
  }
}

/** Throws Unreadable with the first line that `schema` does not allow. `besides` are schemas that it imports. */
export function validateXml(
  document: XmlDocument,
  schema: Buffer,
  besides: Readonly<Record<string, Buffer>>,
  named: string,
): void {
  const files = Object.entries(besides).map(([name, content]) => [`schema:/${name}`, content]);
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(files) as never));
  const parsed = XmlDocument.fromBuffer(schema, { url: 'schema:/bom.xsd' });
  try {
    XsdValidator.fromDoc(parsed).validate(document);
  } catch (error) {
    throw new Unreadable(`is not ${named} as its schema has it: ${saidBy(error)}`);
  }
}

/** The elements within one, in their order, with a local name. */
export function* elementsIn(element: XmlElement | undefined, name?: string): Generator<XmlElement> {
  for (let node = element?.firstChild ?? null; node; node = node.next) {
    if (node instanceof XmlElement && (name === undefined || node.name === name)) yield node;
  }
}

export function elementIn(element: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const one of elementsIn(element, name)) return one;
  return undefined;
}

/** A document type may only stand before the first element: there entities would be declared. */
function refuseDeclarations(text: string): void {
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open === -1) return;
    const end = text.startsWith('<!--', open) ? '-->' : text.startsWith('<?', open) ? '?>' : '';
    if (end === '') {
      if (!text.startsWith('<!', open)) return;
      throw new Unreadable(
        `declares a DOCTYPE or entities: line ${lineAt(text, open)}. Save it again without them`,
      );
    }
    const close = text.indexOf(end, open);
    if (close === -1) return;
    at = close + end.length;
  }
}

function saidBy(error: unknown): string {
  if (!(error instanceof XmlLibError)) throw error;
  const [first] = error.details as { message: string; line: number }[];
  const message = (first?.message ?? error.message).replace(/\{[^}]*\}/g, '').trim();
  return `line ${first?.line ?? 1}, ${message.slice(0, 300).replace(/\.$/, '')}`;
}
