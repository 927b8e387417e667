/** What no period lets go, and why it may stay. Every text column of the schema goes by a kind, or stays by one of these. */
export const forGood = {
  words: {
    title: 'States and kinds',
    why: 'Each is one of a few words that the program knows, such as “decided”. They tell nothing of a person.',
  },
  days: {
    title: 'Days and moments',
    why: 'When something was, or until when it is. They tell nothing of a person.',
  },
  keys: {
    title: 'Keys of questions and sections',
    why: 'They tell which question it was, and nothing of who answered it.',
  },
  proofs: {
    title: 'Hashes, receipts and signatures',
    why: 'They prove that something was there, and can tell nothing of it.',
  },
  people: {
    title: 'Names of our own people on what they did',
    why: 'Who decided, judged, accepted, renewed or purged is part of it: what nobody did proves nothing. What they signed in with goes after their access ended.',
  },
  files: {
    title: 'Titles of evidence, names of files and of lists, and who here or there added a list',
    why: 'With the SHA-256 they tell what was shown, and what the register of tools was read from. Who at a vendor gave a file goes with the file.',
  },
  decisions: {
    title: 'Decisions, their reasons and conditions, and who set a band by hand and why',
    why: 'A decision is told as it was taken, for as long as the register stands: whoever asks later why we bought has nothing else. Do not name people of a vendor in it.',
  },
  rules: {
    title: 'By which rule something went',
    why: 'Somebody who misses it has to be told why it is not there.',
  },
  organisations: {
    title:
      'Names and purposes of vendors, engagements, credentials, audits and auditors, and titles of findings',
    why: 'They are about organisations and what we do with them, not about people there.',
  },
  counted: {
    title: 'Sentences that Assay makes of what it counted',
    why: 'They repeat days, figures and titles that stay.',
  },
  known: {
    title: 'Advisories, what an incident is about, questionnaires, and tools',
    why: 'They are published, or are what we ask everybody. They name no person.',
  },
  soon: {
    title: 'Jobs, counted tries, sessions, half-sent files, replies kept for a retry',
    why: 'They do not stay: each goes by itself soon after it has served, most within a day.',
  },
  removed: {
    title: 'Names of API tokens, webhooks, witnesses, and why a reminder was put off',
    why: 'They stay until somebody removes them. Whom it is about is told so where a person’s data is looked for.',
  },
  opens: {
    title: 'The sealed key of the fingerprints of texts',
    why: 'Without it no file could be told to be like another. It tells nothing by itself.',
  },
} as const satisfies Readonly<Record<string, { title: string; why: string }>>;
