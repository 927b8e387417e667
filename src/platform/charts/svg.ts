const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export type Attributes = Record<string, string | number | undefined>;

/** Colours as the style sheet of the page names them; the fallbacks are for paper. */
export const colours = {
  ink: 'var(--ink, #1c1f25)',
  muted: 'var(--muted, #575b62)',
  rule: 'var(--rule, #dddbd5)',
  edge: 'var(--edge, #83868e)',
  paper: 'var(--paper, #fff)',
  tint: 'var(--tint, #f3f1eb)',
  says: 'var(--says, #7590b3)',
  shows: 'var(--shows, #22477d)',
} as const;

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** One element; attributes are escaped, children are markup already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(attributeText(value ?? ''))}"`)
    .join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}

export function text(content: string, attributes: Attributes): string {
  return element(
    'text',
    { fill: colours.ink, 'font-size': 13, ...attributes },
    escapeText(content),
  );
}

/** A whole chart, with its message as title and its figures in words for those who cannot see it. */
export function picture(
  size: { width: number; height: number },
  words: { title: string; description: string; name: string },
  ...children: string[]
): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `chart chart-${words.name}`,
      role: 'img',
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: size.width,
      height: size.height,
      'aria-label': `${words.title}. ${words.description}`,
    },
    element('title', {}, escapeText(words.title)),
    element('desc', {}, escapeText(words.description)),
    ...children,
  );
}

/** What stands for "unknown" everywhere: an outlined box with diagonal lines. */
export function hatched(box: { x: number; y: number; width: number; height: number }): string {
  const { x, y, width, height } = box;
  const lines: string[] = [];
  for (let start = -height; start < width; start += 6) {
    const from = Math.max(start, 0);
    const to = Math.min(start + height, width);
    lines.push(
      `M${round(x + from)} ${round(y + height - (from - start))}L${round(x + to)} ${round(y + height - (to - start))}`,
    );
  }
  const outline = { x, y, width: round(width), height, fill: 'none', stroke: colours.edge };
  return (
    element('rect', { ...outline, 'stroke-width': 1 }) +
    element('path', { d: lines.join(''), stroke: colours.edge, 'stroke-width': 1 })
  );
}

export function box(attributes: Attributes): string {
  return element('rect', attributes);
}

/** One decimal, rounded half up. */
export function figure(value: number): string {
  return (Math.floor(value * 10 + 0.5 + 1e-9) / 10).toFixed(1);
}

/** Breaks text at spaces into at most `most` lines of about `columns` characters; the last may end in an ellipsis. */
export function wrap(content: string, columns: number, most: number): string[] {
  const lines = [''];
  for (const word of content.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most).map((line) => shorten(line, columns));
  if (lines.length > most) kept[most - 1] = `${(kept[most - 1] ?? '').slice(0, columns - 1)}…`;
  return kept;
}

function shorten(line: string, columns: number): string {
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function attributeText(value: string | number): string {
  return typeof value === 'number' ? String(round(value)) : value;
}
