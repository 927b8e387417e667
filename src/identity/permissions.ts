/** What a person or a token may do. Every route names one of these, or says why it is open. */
export const permissions = {
  'vendors.read': 'See vendors, engagements and contacts',
  'vendors.write': 'Add and change vendors, engagements and contacts',
  'evidence.read': 'See and download evidence',
  'evidence.write': 'Add evidence and say what it shows',
  'audits.read': 'See audits of vendors, and auditors',
  'audits.write': 'Record audits; put an auditor in doubt',
  'obligations.read': 'See what is due, and follow it in a calendar',
  'obligations.write': 'Put reminders off',
  'questionnaires.read': 'See questionnaires',
  'questionnaires.write': 'Write and publish questionnaires',
  'assessments.read': 'See assessments, answers and scores',
  'assessments.write': 'Send, extend, revoke and review assessments',
  'assessments.decide': 'Decide on a vendor',
  'findings.read': 'See findings and risk acceptances',
  'findings.write': 'Raise findings, follow them up, ask for a risk to be accepted',
  'findings.accept': 'Accept the risk of a finding that somebody else asked for',
  'tools.read': 'See which tools vendors use, and lists of them',
  'tools.write': 'Add and merge tools, and import lists of what is installed',
  'incidents.read': 'See advisories and incidents',
  'incidents.write':
    'Record advisories, open incidents, ask vendors about them, sign off rotations',
  'reports.read': 'See and print reports',
  'dossiers.read': 'See and download dossiers',
  'dossiers.write': 'Have dossiers built',
  'outbox.read': 'Read letters in the Outbox, their links included',
  'journal.read': 'Read the journal',
  'journal.sign': 'Sign a checkpoint of the journal, and say who outside gets them',
  'policies.manage': 'Change how long things stay fresh and how often they are due',
  'keeping.manage':
    'See what is kept until when, place legal holds, hand over or erase what is kept of a person',
  'webhooks.manage': 'Say which systems are told of news, and see what they were told',
  'jobs.manage': 'See background jobs and try failed ones again',
  'users.manage': 'Add people, change their roles, end their access',
  'tokens.own': 'Make and revoke API tokens of one’s own',
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as Permission[];

/** Looking without touching. Letters are left out: the links in them let one answer for a vendor. */
export const readOnly = allPermissions.filter(
  (permission) => permission.endsWith('.read') && permission !== 'outbox.read',
);

export const roles = ['administrator', 'analyst', 'approver', 'viewer'] as const;
export type Role = (typeof roles)[number];

const viewer: Permission[] = [
  'vendors.read',
  'evidence.read',
  'audits.read',
  'obligations.read',
  'questionnaires.read',
  'assessments.read',
  'findings.read',
  'tools.read',
  'incidents.read',
  'reports.read',
  'dossiers.read',
  'journal.read',
  'tokens.own',
];

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: allPermissions,
  analyst: [
    ...viewer,
    'vendors.write',
    'evidence.write',
    'audits.write',
    'obligations.write',
    'questionnaires.write',
    'assessments.write',
    'findings.write',
    'tools.write',
    'incidents.write',
    'dossiers.write',
    'outbox.read',
  ],
  approver: [
    ...viewer,
    'obligations.write',
    'assessments.decide',
    'findings.accept',
    'dossiers.write',
  ],
  viewer,
};

export const permissionsOf = (role: Role): readonly Permission[] => granted[role];
