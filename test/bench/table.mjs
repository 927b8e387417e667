/** Whether a row keeps its budget; undefined where it has none. */
export function isWithin({ floor, product, budget }) {
  if (!budget) return undefined;
  if (budget.atMost !== undefined) return product <= budget.atMost;
  if (budget.atLeast !== undefined) return product >= budget.atLeast;
  const ratio = product / floor;
  return budget.ratioAtMost === undefined
    ? ratio >= budget.ratioAtLeast
    : ratio <= budget.ratioAtMost;
}

/** All rows as a table in plain text; growth is against the smallest size of the same work. */
export function tableOf(rows) {
  const head = ['work', 'size', 'floor', 'product', 'ratio', 'busy', 'budget', '', 'growth'];
  const cells = rows.map((row) => [
    row.work,
    row.size?.toLocaleString('en') ?? '',
    row.floor === undefined ? '' : figure(row.floor),
    `${figure(row.product)} ${row.unit}`,
    row.floor === undefined ? '' : (row.product / row.floor).toFixed(2),
    row.busy === undefined || Number.isNaN(row.busy) ? '' : row.busy.toFixed(2),
    budgetOf(row),
    { true: 'within', false: 'OVER' }[isWithin(row)] ?? '',
    growthOf(row, rows),
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...cells].map((line) => line[at].length)));
  const left = new Set([0, 7, 8]);
  const line = (texts) =>
    texts
      .map((text, at) => (left.has(at) ? text.padEnd(widths[at]) : text.padStart(widths[at])))
      .join('  ')
      .trimEnd();
  return [head, widths.map((width) => '-'.repeat(width)), ...cells].map(line).join('\n');
}

function budgetOf({ budget, unit }) {
  if (!budget) return '';
  if (budget.atMost !== undefined) return `<= ${budget.atMost} ${unit}`;
  if (budget.atLeast !== undefined) return `>= ${budget.atLeast} ${unit}`;
  return budget.ratioAtMost === undefined
    ? `>= ${budget.ratioAtLeast.toFixed(2)}`
    : `<= ${budget.ratioAtMost.toFixed(2)}`;
}

function growthOf({ work, size, product, floor }, rows) {
  const first = rows.find((row) => row.work === work);
  if (size === undefined || first === undefined || first.size === size) return '';
  const ours = `x${(product / first.product).toFixed(2)}`;
  return floor === undefined ? ours : `${ours} (floor x${(floor / first.floor).toFixed(2)})`;
}

function figure(value) {
  const digits = value >= 100 ? 0 : value >= 1 ? 1 : 3;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
