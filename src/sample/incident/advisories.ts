const source = 'https://osv.dev/vulnerability';

/**
 * Public records as we would write them: ids, names, versions and when they were published are facts, the sentences are ours.
 * Each is said to be of an earlier moment than the public text, so that this one gives way when that is brought in.
 */
export const poisoned = [
  {
    schema_version: '1.7.4',
    id: 'PYSEC-2026-2',
    published: '2026-03-24T15:35:32Z',
    modified: '2026-03-24T00:00:00Z',
    summary: 'Two releases of litellm carry malware that steals credentials',
    details:
      'Releases 1.82.7 and 1.82.8 were uploaded with a stolen token and taken down the same day. Code in them runs by itself, gathers keys, tokens and files that it can read, and sends them away. Whoever installed one of them renews every credential that was within its reach.',
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'litellm', purl: 'pkg:pypi/litellm' },
        ranges: [
          { type: 'ECOSYSTEM', events: [{ introduced: '1.82.7' }, { last_affected: '1.82.8' }] },
        ],
        versions: ['1.82.7', '1.82.8'],
      },
    ],
    references: [{ type: 'WEB', url: `${source}/PYSEC-2026-2` }],
  },
  {
    schema_version: '1.7.4',
    id: 'MAL-2026-2144',
    aliases: ['PYSEC-2026-2', 'GHSA-5mg7-485q-xm76'],
    published: '2026-03-24T11:15:14Z',
    modified: '2026-03-24T00:00:00Z',
    summary: 'Malware in litellm on PyPI',
    details: 'Two releases carry code that their authors never wrote.',
    affected: [{ package: { ecosystem: 'PyPI', name: 'litellm' }, versions: ['1.82.7', '1.82.8'] }],
    references: [{ type: 'WEB', url: `${source}/MAL-2026-2144` }],
  },
];

/** Of this one the day is that of the release that mended it. */
export const ordinary = {
  schema_version: '1.7.4',
  id: 'GHSA-9hjg-9r4m-mvj7',
  aliases: ['CVE-2024-47081'],
  published: '2025-06-10T00:00:00Z',
  modified: '2025-06-10T00:00:00Z',
  summary: 'A crafted address makes requests give away passwords from .netrc',
  details:
    'Before 2.32.4 a crafted address could make it look up the password of another host in .netrc than the one it calls.',
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'requests', purl: 'pkg:pypi/requests' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.32.4' }] }],
    },
  ],
  references: [{ type: 'WEB', url: `${source}/GHSA-9hjg-9r4m-mvj7` }],
};
