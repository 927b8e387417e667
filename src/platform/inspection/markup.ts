const pageTags =
  /^<(?:html|head|body|script|iframe|frameset|object|embed|applet|style|title|meta|link|base|img|form|table|div|a|p|br|h1|center|font|video|audio|math|template)(?=[\s>/]|$)/i;
const drawing = /^<(?:[\w.-]{1,40}:)?svg(?=[\s>/]|$)/i;
const scripts = /<(?:html|script|svg|iframe|body|!doctype\s+html)(?=[\s>/]|$)|<\?php|<%[@=]/i;

/** What a text opens with once white space, comments and instructions are passed over. */
export type Opening = 'an HTML page' | 'an SVG drawing' | 'XML' | 'text';

/**
 * `text` is the beginning of the content; a kilobyte or more is enough. `fragments` says whether a lone `<p>` counts as a
 * page: browsers think so of text, but XML may call its tags what it likes.
 */
export function openingOf(text: string, fragments: boolean): Opening {
  let rest = text.replace(/^\uFEFF/, '');
  let declared = false;
  for (;;) {
    rest = rest.trimStart();
    const skipped = skipOne(rest);
    if (skipped === undefined) break;
    if (/^<!doctype\s+html/i.test(rest)) return 'an HTML page';
    if (/^<!doctype\s+svg/i.test(rest)) return 'an SVG drawing';
    declared ||= /^<[?!][a-z]/i.test(rest);
    rest = rest.slice(skipped);
  }
  if (drawing.test(rest)) return 'an SVG drawing';
  if (/^<(?:[\w.-]{1,40}:)?html(?=[\s>/]|$)/i.test(rest)) return 'an HTML page';
  if (fragments && !declared && pageTags.test(rest)) return 'an HTML page';
  return declared || /^<[a-z_]/i.test(rest) ? 'XML' : 'text';
}

/** Whether bytes that should hold none of it hold a page, a drawing or a script. */
export function holdsMarkup(bytes: Buffer): boolean {
  return scripts.test(bytes.toString('latin1'));
}

function skipOne(text: string): number | undefined {
  const pairs = [
    ['<!--', '-->'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const;
  for (const [open, close] of pairs) {
    if (!text.startsWith(open)) continue;
    const end = text.indexOf(close, open.length);
    return end === -1 ? text.length : end + close.length;
  }
  return undefined;
}
