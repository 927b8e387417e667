import Handlebars from 'handlebars';
import { drawChart } from '../charts/index.js';
import { fontFaces } from '../pdf/fonts.js';
import { isPurgedEmail } from '../purged.js';
import { dayText, daysBetween, instantText, toDay } from './dates.js';

interface Options {
  data?: { plainText?: boolean; root?: { today?: unknown } };
  hash: Record<string, unknown>;
}

const escape = Handlebars.escapeExpression;
const safe = (html: string) => new Handlebars.SafeString(html);
const isPlainText = (options: Options) => options.data?.plainText === true;
const grouped = new Intl.NumberFormat('en-GB');

/** Every helper a template may use; docs/templates.md explains them to people who write templates. */
export const helpers: Record<string, Handlebars.HelperDelegate> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => Number(a) > Number(b),
  not: (a) => isEmpty(a),
  and: (...given) => values(given).every((value) => !isEmpty(value)),
  or: (...given) => {
    const list = values(given);
    return list.find((value) => !isEmpty(value)) ?? list.at(-1);
  },
  concat: (...given) => values(given).map(text).join(''),
  join: (list: unknown, between: unknown) =>
    (Array.isArray(list) ? list : []).map(text).join(typeof between === 'string' ? between : ', '),
  mailAddress: (value) => (isEmpty(value) || isPurgedEmail(text(value)) ? '' : text(value)),
  day: (value) => (isEmpty(value) ? '' : dayText(toDay(value))),
  instant: (value: unknown, options: Options) => {
    if (isEmpty(value)) return '';
    const at = new Date(value as string);
    if (isPlainText(options)) return instantText(at);
    return safe(`<time datetime="${at.toISOString()}">${instantText(at)}</time>`);
  },
  until: (value: unknown, options: Options) => {
    if (isEmpty(value)) return '';
    const today: unknown = options.data?.root?.today;
    if (isEmpty(today)) throw new Error('the helper until needs `today` in the view');
    const day = toDay(value);
    return `${distance(daysBetween(toDay(today), day))} (${dayText(day)})`;
  },
  figure: (value) => (isNumber(value) ? roundHalfUp(value, 1).toFixed(1) : ''),
  integer: (value) => (isNumber(value) ? grouped.format(roundHalfUp(value, 0)) : ''),
  percent: (part: unknown, whole: unknown) => {
    const fraction = isNumber(whole) ? (whole === 0 ? 0 : Number(part) / whole) : Number(part);
    return isNumber(part) ? `${roundHalfUp(fraction * 100, 0)}%` : '';
  },
  plural: (count: unknown, one: unknown, many: unknown) =>
    `${grouped.format(Number(count))} ${text(Number(count) === 1 ? one : many)}`,
  lines: (value: unknown, options: Options) => {
    const plain = text(value).replace(/\r\n?/g, '\n');
    return isPlainText(options) ? plain : safe(escape(plain).replaceAll('\n', '<br>'));
  },
  cssText: (value) => safe(cssString(breakable(text(value)))),
  chart: (kind: unknown, rows: unknown, options: Options) =>
    safe(drawChart(text(kind), rows, options.hash)),
  fontFaces: () => safe(fontFaces()),
};

/** Heads of printed pages do not break a word by themselves, whatever a style sheet says: it may be broken after each 24 letters. */
const breakable = (said: string): string => said.replace(/\S{24}(?=\S)/gu, '$&\u200b');

function values(given: unknown[]): unknown[] {
  return given.slice(0, -1);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isEmpty(value: unknown): boolean {
  return Handlebars.Utils.isEmpty(value) || value === 0;
}

function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 0.5 + 1e-9) / scale;
}

function distance(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${grouped.format(days)} days` : `${grouped.format(-days)} days ago`;
}

function cssString(value: string): string {
  const escaped = value.replace(
    /[^\p{L}\p{N} ]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped}"`;
}
