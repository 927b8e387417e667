import { SecretField, TextField } from '../platform/http/index.js';
import { passwordLength } from './password-rule.js';

export class OwnName {
  @TextField({ max: 100 })
  name: string;
}

export class OwnPassword {
  @SecretField({ min: 1, max: passwordLength.max })
  current: string;

  @SecretField(passwordLength)
  password: string;
}

export class LinkedPassword {
  @TextField({ max: 100 })
  token: string;

  @SecretField(passwordLength)
  password: string;
}
