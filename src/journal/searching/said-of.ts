/** What reads badly by its own words. */
const spoken: Readonly<Record<string, string>> = {
  'hold.placed': 'Legal hold placed',
  'hold.released': 'Legal hold released',
  'kept.purged': 'Content purged',
  'kept.purge-asked': 'Purge asked for',
  'person.exported': 'A person’s data handed over',
  'person.erased': 'A person’s data erased',
};

/** An action of the journal as people read it: `vendor.floor_raised` is "Vendor floor raised". */
export function saidOf(action: string): string {
  const text = spoken[action] ?? action.replace(/[._-]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
