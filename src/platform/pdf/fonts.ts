import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const PACKAGE = '@fontsource/source-sans-3';
const WEIGHTS = [400, 600, 700];
const SUBSETS = [
  {
    name: 'latin-ext',
    range:
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
  },
  {
    name: 'latin',
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  },
];

let faces: string | undefined;

/** @font-face rules of the report face, Source Sans 3, with the font files inside them as data: addresses. */
export function fontFaces(): string {
  faces ??= SUBSETS.flatMap((subset) => WEIGHTS.map((weight) => face(subset, weight))).join('\n');
  return faces;
}

function face(subset: { name: string; range: string }, weight: number): string {
  const file = `${PACKAGE}/files/source-sans-3-${subset.name}-${weight}-normal.woff2`;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(file)).toString('base64');
  return [
    `@font-face{font-family:"Source Sans 3";font-weight:${weight};font-style:normal;`,
    `src:url(data:font/woff2;base64,${bytes}) format("woff2");unicode-range:${subset.range}}`,
  ].join('');
}
