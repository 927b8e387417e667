import { SecretField, TextField } from '../platform/http/index.js';

export class SignInFacts {
  @TextField({ max: 254 })
  email: string;

  @SecretField({ min: 1, max: 256 })
  password: string;

  @TextField({ max: 2_000, optional: true })
  to?: string;
}
