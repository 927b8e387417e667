import {
  ChoiceField,
  ChoicesField,
  EmailField,
  FlagField,
  IdField,
  InstantField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { allPermissions, roles, type Permission, type Role } from './permissions.js';

export class NewUser {
  @TextField({ max: 100, example: 'Ines Okafor' })
  name: string;

  @EmailField({ example: 'ines.okafor@buyer.example', description: 'What they sign in with.' })
  email: string;

  @ChoiceField(roles, { example: 'analyst' })
  role: Role;
}

export class UserFacts {
  @TextField({ max: 100, example: 'Ines Okafor' })
  name: string;

  @ChoiceField(roles, { example: 'analyst' })
  role: Role;

  @FlagField({ description: 'Ends their access: their sessions and tokens stop at once.' })
  disabled: boolean;

  @IdField({
    optional: true,
    description:
      'Who is told when they let something become late; nobody in particular without it.',
  })
  managerId?: string;
}

export class UserView {
  @IdField() id: string;
  @TextField({ max: 100, example: 'Ines Okafor' }) name: string;
  @EmailField({ example: 'ines.okafor@buyer.example' }) email: string;
  @ChoiceField(roles) role: Role;
  @FlagField({ description: 'Whether their access was ended.' }) disabled: boolean;
  @FlagField({ description: 'False until they chose one through their link.' })
  hasPassword: boolean;
  @IdField({ optional: true, description: 'Who is told when they let something become late.' })
  managerId?: string;
  @InstantField() createdAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class PasswordLinkView {
  @TextField({
    max: 400,
    example: 'https://assay.example.org/password?token=…',
    description: 'Give it to them yourself. It is in this answer and nowhere else, and works once.',
  })
  link: string;

  @InstantField()
  expiresAt: string;
}

export class NewUserView extends PasswordLinkView {
  @IdField() id: string;
}

export class MeView {
  @IdField() id: string;
  @TextField({ max: 100, example: 'Ines Okafor' }) name: string;
  @EmailField({ example: 'ines.okafor@buyer.example' }) email: string;
  @ChoiceField(roles) role: Role;
  @ChoicesField(allPermissions, { description: 'What this token may do at this moment.' })
  permissions: Permission[];
}
