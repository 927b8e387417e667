/** Plain JSON for people: two spaces a level, and a line break at the end. */
export const pretty = (facts: unknown): string => `${JSON.stringify(facts, null, 2)}\n`;
