import { parseArgs } from 'node:util';

/** What was asked for: which works, on how many vendors, from which build. */
export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      vendors: { type: 'string' },
      quick: { type: 'boolean', default: false },
      build: { type: 'string', default: process.env.BENCH_BUILD ?? 'dist' },
    },
  });
  const { quick, build } = values;
  const vendors = (values.vendors ?? (quick ? '1000' : '1000,10000,100000')).split(',').map(Number);
  if (!vendors.every((size) => Number.isInteger(size) && size >= 200 && size <= 1_000_000)) {
    throw new Error('--vendors takes whole numbers from 200 to 1000000, such as 1000,10000');
  }
  return { names: positionals, vendors, quick, build };
}
