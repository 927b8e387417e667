/** The five steps of any ordered scale here, from good to bad, each a fifth of 0 to 100. */
export const bands = [
  { code: 'very_low', word: 'Very low', fill: '#cbedea', on: '#1c1f25' },
  { code: 'low', word: 'Low', fill: '#88d1c7', on: '#1c1f25' },
  { code: 'moderate', word: 'Moderate', fill: '#c79534', on: '#1c1f25' },
  { code: 'high', word: 'High', fill: '#b54e17', on: '#fff' },
  { code: 'very_high', word: 'Very high', fill: '#701423', on: '#fff' },
] as const;

export type BandCode = (typeof bands)[number]['code'];

export const bandFill = (band: (typeof bands)[number]) =>
  `var(--band-${band.code.replace('_', '-')}, ${band.fill})`;

export const bandInk = (band: (typeof bands)[number]) =>
  `var(--on-band-${band.code.replace('_', '-')}, ${band.on})`;

export function bandNamed(code: string): (typeof bands)[number] {
  const found = bands.find((band) => band.code === code);
  if (!found) throw new RangeError(`there is no band ${code}`);
  return found;
}
