const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The floors as ARCHITECTURE.md draws them, from the ground up: that text is the rule. */
function readFloors() {
  const text = readFileSync(join(__dirname, 'ARCHITECTURE.md'), 'utf8');
  const lines = [...text.matchAll(/^(\d)  ([a-z -]+?)(?: {2,}.*)?$/gm)];
  const floors = lines
    .sort(([, a], [, b]) => Number(a) - Number(b))
    .map(([, , domains]) => domains.trim().split(/\s+/));
  if (floors.length !== 10) throw new Error('ARCHITECTURE.md must draw the ten floors 0 to 9');
  return floors;
}

const floors = readFloors();

/** Neighbours on one floor that may be used all the same. */
const neighbours = {
  identity: ['journal'],
  evidence: ['vendors', 'policies', 'webhooks'],
  dossiers: ['portfolio'],
};

const rules = floors.flatMap((domains, floor) =>
  domains.map((domain) => {
    const below = floors.slice(0, floor).flat();
    const open = [domain, ...below, ...(neighbours[domain] ?? [])].join('|');
    return {
      name: `${domain}-looks-down`,
      comment: `src/${domain} is on floor ${floor} and may use only: ${below.join(', ') || 'nothing of ours'}. Let news travel up as a job, or move the code down.`,
      severity: 'error',
      from: { path: `^src/${domain}/` },
      to: { path: '^src/[^/]+/', pathNot: `^src/(${open})/` },
    };
  }),
);

const all = floors.flat().filter((domain) => domain !== 'platform');

module.exports = {
  forbidden: [
    ...rules,
    ...all.map((domain) => ({
      name: `${domain}-through-its-face`,
      comment: `Import src/${domain} through its index.ts: export there what others need.`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${domain}/` },
      to: {
        path: `^src/${domain}/`,
        pathNot: `^src/${domain}/(index|${domain}\\.module)\\.ts$`,
      },
    })),
    {
      name: 'no-circles',
      comment: 'These files import each other. Move what both need into a third one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file: use it or remove it.',
      severity: 'error',
      from: { orphan: true, pathNot: '^src/(main|cli)\\.ts$' },
      to: {},
    },
    {
      name: 'scoring-is-pure',
      comment: 'src/scoring is arithmetic: no framework, no I/O.',
      severity: 'error',
      from: { path: '^src/scoring/' },
      to: { pathNot: '^(src/scoring/|crypto$|node:crypto$)' },
    },
    {
      name: 'drivers-stay-below',
      comment: 'Only src/platform talks to the database driver, the browser and the mail server.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: 'node_modules/(better-sqlite3|pg|puppeteer-core|nodemailer|handlebars)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
