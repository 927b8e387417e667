import { EmailField, FlagField, SecretField, TextField } from '../platform/http/index.js';
import { passwordLength } from './password-rule.js';

export class SetUpFacts {
  @TextField({ max: 100 })
  token: string;

  @TextField({ max: 200 })
  organisation: string;

  @TextField({ max: 100 })
  name: string;

  @EmailField()
  email: string;

  @SecretField(passwordLength)
  password: string;

  @FlagField({ description: 'Also load the sample portfolio.' })
  sample: boolean;
}
