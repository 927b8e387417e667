import { JobsAndJournal1767225601000 } from './1000-jobs-and-journal.js';
import { Identity1767225601100 } from './1100-identity.js';
import { Vendors1767225601200 } from './1200-vendors.js';
import { Questionnaires1767225601300 } from './1300-questionnaires.js';
import { Letters1767225601400 } from './1400-letters.js';
import { Assessments1767225601500 } from './1500-assessments.js';
import { Reports1767225601600 } from './1600-reports.js';
import { Policies1767225601700 } from './1700-policies.js';
import { Evidence1767225601710 } from './1710-evidence.js';
import { Likeness1767225601715 } from './1715-likeness.js';
import { Audits1767225601720 } from './1720-audits.js';
import { Leaning1767225601730 } from './1730-leaning.js';
import { Obligations1767225601740 } from './1740-obligations.js';
import { Reminders1767225601750 } from './1750-reminders.js';
import { Webhooks1767225601760 } from './1760-webhooks.js';
import { EvidenceKind1767225601770 } from './1770-evidence-kind.js';
import { Findings1767225601800 } from './1800-findings.js';
import { Acceptances1767225601805 } from './1805-acceptances.js';
import { Remediation1767225601807 } from './1807-remediation.js';
import { Decisions1767225601810 } from './1810-decisions.js';
import { Review1767225601820 } from './1820-review.js';
import { Changes1767225601830 } from './1830-changes.js';
import { Cycles1767225601840 } from './1840-cycles.js';
import { WhatEndedAnObligation1767225601845 } from './1845-what-ended-an-obligation.js';
import { SupplyChain1767225601900 } from './1900-supply-chain.js';
import { ToolsFromAnswers1767225601902 } from './1902-tools-from-answers.js';
import { InventoryImports1767225601905 } from './1905-inventory-imports.js';
import { Advisories1767225601910 } from './1910-advisories.js';
import { Incidents1767225601920 } from './1920-incidents.js';
import { UpstreamConditions1767225601925 } from './1925-upstream-conditions.js';
import { Credentials1767225601930 } from './1930-credentials.js';
import { Outreach1767225601935 } from './1935-outreach.js';
import { OutreachLists1767225601942 } from './1942-outreach-lists.js';
import { AdvisoryValidators1767225601944 } from './1944-advisory-validators.js';
import { AdvisoryImportsAlive1767225601946 } from './1946-advisory-imports-alive.js';
import { JournalCheckpoints1767225601950 } from './1950-journal-checkpoints.js';
import { Dossiers1767225601960 } from './1960-dossiers.js';
import { Keeping1767225601970 } from './1970-keeping.js';
import { PurgedAnswers1767225601971 } from './1971-purged-answers.js';
import { PurgedReports1767225601972 } from './1972-purged-reports.js';
import { Offboarding1767225601975 } from './1975-offboarding.js';
import { Witnesses1767225601980 } from './1980-witnesses.js';
import { Sightings1767225601981 } from './1981-sightings.js';
import { OffboardingRequests1767225601985 } from './1985-offboarding-requests.js';
import { PurgedTexts1767225601986 } from './1986-purged-texts.js';
import { FewerIndexesOfTools1767225601990 } from './1990-fewer-indexes-of-tools.js';
import { ClockSeen1767225601995 } from './1995-clock-seen.js';
import { PurgedScores1767225601996 } from './1996-purged-scores.js';
import { PurgedWords1767225602000 } from './2000-purged-words.js';
import { PurgedAgain1767225602100 } from './2100-purged-again.js';
import { PurgedLeavings1767225602101 } from './2101-purged-leavings.js';
import { NamesInTheJournal1767225602102 } from './2102-names-in-the-journal.js';
import { ListsOfAnIncident1767225602110 } from './2110-lists-of-an-incident.js';
import { EntriesOfATimeline1767225602111 } from './2111-entries-of-a-timeline.js';

/** One history for both databases, oldest first. */
export const migrations = [
  JobsAndJournal1767225601000,
  Identity1767225601100,
  Vendors1767225601200,
  Questionnaires1767225601300,
  Letters1767225601400,
  Assessments1767225601500,
  Reports1767225601600,
  Policies1767225601700,
  Evidence1767225601710,
  Likeness1767225601715,
  Audits1767225601720,
  Leaning1767225601730,
  Obligations1767225601740,
  Reminders1767225601750,
  Webhooks1767225601760,
  EvidenceKind1767225601770,
  Findings1767225601800,
  Acceptances1767225601805,
  Remediation1767225601807,
  Decisions1767225601810,
  Review1767225601820,
  Changes1767225601830,
  Cycles1767225601840,
  WhatEndedAnObligation1767225601845,
  SupplyChain1767225601900,
  ToolsFromAnswers1767225601902,
  InventoryImports1767225601905,
  Advisories1767225601910,
  Incidents1767225601920,
  UpstreamConditions1767225601925,
  Credentials1767225601930,
  Outreach1767225601935,
  OutreachLists1767225601942,
  AdvisoryValidators1767225601944,
  AdvisoryImportsAlive1767225601946,
  JournalCheckpoints1767225601950,
  Dossiers1767225601960,
  Keeping1767225601970,
  PurgedAnswers1767225601971,
  PurgedReports1767225601972,
  Offboarding1767225601975,
  Witnesses1767225601980,
  Sightings1767225601981,
  OffboardingRequests1767225601985,
  PurgedTexts1767225601986,
  FewerIndexesOfTools1767225601990,
  ClockSeen1767225601995,
  PurgedScores1767225601996,
  PurgedWords1767225602000,
  PurgedAgain1767225602100,
  PurgedLeavings1767225602101,
  NamesInTheJournal1767225602102,
  ListsOfAnIncident1767225602110,
  EntriesOfATimeline1767225602111,
];
