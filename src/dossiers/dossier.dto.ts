import {
  ChoiceField,
  DayField,
  IdField,
  InstantField,
  ListQuery,
  NestedListField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { profiles, type Profile } from './contents/profiles/profile.js';
import {
  dossierScopes,
  dossierStates,
  type DossierScope,
  type DossierState,
} from './dossier.entity.js';

const profileOf = {
  description:
    'What is handed out. `no-personal-data`: neither names nor remarks, reports or files, and nobody the register knows is named in what remains; `no-evidence-files`: all but those; `hashes-only`: what there is and its hash, the list of evidence without titles and names of files, and the journal without what its entries tell; nothing that somebody typed but the name of your organisation. Whatever is withheld is listed.',
} as const;

export class NewDossier {
  @ChoiceField(profiles, { optional: true, ...profileOf, example: 'full' })
  profile?: Profile;

  @IdField({
    optional: true,
    description:
      'A printed report of the same thing to put in; unless told, one is printed for it.',
  })
  reportId?: string;
}

export class NewVendorDossier {
  @DayField({ example: '2026-01-01', description: 'The first day it tells of.' }) from: string;
  @DayField({
    example: '2026-12-31',
    description: 'The last day it tells of, at most ten years later.',
  })
  to: string;

  @ChoiceField(profiles, { optional: true, ...profileOf, example: 'full' })
  profile?: Profile;
}

export class NewPortfolioDossier extends NewVendorDossier {
  @IdField({
    optional: true,
    description:
      'A printed report of the whole portfolio to put in; unless told, one is printed for it.',
  })
  reportId?: string;
}

export class DossierQuery extends ListQuery {
  @ChoiceField(dossierScopes, { optional: true }) scope?: DossierScope;
  @TextField({ max: 100, optional: true, description: 'The id of what it is about.' })
  subjectId?: string;
}

export class LackingPart {
  @TextField({ max: 300, example: 'evidence/9b2e64d0-pentest.pdf' }) path: string;
  @TextField({ max: 300, example: 'the stored file is damaged' }) why: string;
}

const hash = '5d1f0a5b0c7e4f7c9a40e5a5b9c1ff0f2f6a3d1c7f0b9b1e7d3a4c5e6f708192';
const most = Number.MAX_SAFE_INTEGER;

export class DossierView {
  @IdField() id: string;
  @ChoiceField(dossierScopes) scope: DossierScope;
  @TextField({ max: 100, description: 'Of what it is about; empty for the portfolio.' })
  subjectId: string;
  @TextField({ max: 300 }) title: string;
  @DayField({ optional: true }) periodFrom?: string;
  @DayField({ optional: true }) periodTo?: string;
  @ChoiceField(profiles, profileOf) profile: Profile;
  @ChoiceField(dossierStates) state: DossierState;
  @TextField({ max: 1_000, optional: true, description: 'Why it waits or failed.' })
  problem?: string;
  @WholeField({ min: 0, max: most, description: 'Bytes of content written so far.' })
  doneBytes: number;
  @WholeField({ min: 0, max: most, description: 'How many there will be; 0 until that is known.' })
  totalBytes: number;
  @NestedListField(() => LackingPart, {
    max: 10_000,
    description: 'Files that should be in it and could not be read.',
  })
  lacking: LackingPart[];
  @TextField({ max: 64, optional: true, example: hash, description: 'SHA-256 of the zip.' })
  sha256?: string;
  @WholeField({ min: 1, max: most, optional: true }) bytes?: number;
  @TextField({ max: 64, optional: true, example: hash, description: 'Of the key that signed it.' })
  fingerprint?: string;
  @WholeField({
    min: 0,
    max: 2_147_483_647,
    optional: true,
    description: 'Entries of the journal up to which it tells.',
  })
  checkpointSize?: number;
  @TextField({ max: 100 }) requestedBy: string;
  @InstantField() createdAt: string;
  @InstantField({ optional: true }) builtAt?: string;
  @InstantField({ optional: true, description: 'When the file is removed; the row stays.' })
  expiresAt?: string;
}
