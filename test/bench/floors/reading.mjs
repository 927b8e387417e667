/** About 2 kB of JSON. */
export const readings = Array.from({ length: 12 }, (_, number) => ({
  id: `01910000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  name: `Amber Ledger Systems ${number}`,
  status: 'active',
  owner: 'Ada Moreau',
  band: 'moderate',
  updatedAt: '2026-01-01T00:00:00.000Z',
}));

/** What decorators do, for a file that is not compiled. */
export function decorated(type, ofClass, ofMethods = {}) {
  for (const [name, decorators] of Object.entries(ofMethods)) {
    const method = Object.getOwnPropertyDescriptor(type.prototype, name);
    for (const decorate of decorators) decorate(type.prototype, name, method);
  }
  for (const decorate of ofClass) decorate(type);
  return type;
}
