import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { ApiProperty } from './api-notes.js';
import { IsRealDay, IsVisible, IsWellFormed } from './rules.js';
import { noteField, type FieldsOf, type Shape } from './shapes.js';

export interface FieldOptions {
  description?: string;
  example?: unknown;
  optional?: boolean;
  /** What is said where it is left out, if more than that it is missing. */
  missing?: string;
}

function field(
  shape: Shape,
  options: FieldOptions,
  api: object,
  rules: () => readonly PropertyDecorator[],
) {
  const { description, example, optional = false, missing = 'is missing' } = options;
  const property = {
    required: !optional,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...api,
  };
  const presence = () => (optional ? IsOptional() : IsDefined({ message: missing }));
  const note: PropertyDecorator = (target, name) =>
    noteField(target, String(name), { ...shape, rules: () => [presence(), ...rules()] });
  return applyDecorators(note, ApiProperty(property));
}

const trimmed = Transform(({ value }) =>
  typeof value === 'string' ? value.trim() : (value as unknown),
);
const isText = IsString({ message: 'is not text' });
const wellFormed = IsWellFormed({ message: 'has characters that cannot be stored' });
const atMost = (max: number) => MaxLength(max, { message: `is longer than ${max} characters` });

interface TextOptions extends FieldOptions {
  max: number;
  min?: number;
  /** It may have line breaks. */
  lines?: boolean;
}

/** A line of text: trimmed, 1 to `max` characters unless optional. */
export function TextField({ max, min = 1, lines = false, ...options }: TextOptions) {
  const shortest = options.optional ? 0 : min;
  const message = min > 1 ? `needs at least ${min} characters` : 'is empty';
  const unseen = `has ${lines ? '' : 'a line break or '}a character that cannot be seen`;
  return field(
    { kind: 'text' },
    options,
    { type: String, maxLength: max, ...(shortest ? { minLength: shortest } : {}) },
    () => [
      trimmed,
      isText,
      wellFormed,
      IsVisible(lines, { message: unseen }),
      MinLength(shortest, { message }),
      atMost(max),
    ],
  );
}

/** A secret: as typed, not trimmed, never shown again. */
export function SecretField({ max, min, ...options }: FieldOptions & { max: number; min: number }) {
  const api = { type: String, format: 'password', minLength: min, maxLength: max };
  const message = `needs at least ${min} characters`;
  return field({ kind: 'text' }, options, api, () => [
    isText,
    wellFormed,
    MinLength(min, { message }),
    atMost(max),
  ]);
}

export function EmailField(options: FieldOptions = {}) {
  const api = { type: String, format: 'email', maxLength: 254 };
  return field({ kind: 'text' }, options, api, () => [
    trimmed,
    isText,
    wellFormed,
    atMost(254),
    IsEmail({}, { message: 'is not an e-mail address' }),
  ]);
}

export function WebAddressField(options: FieldOptions = {}) {
  const api = { type: String, format: 'uri', maxLength: 500 };
  return field({ kind: 'text' }, options, api, () => [
    trimmed,
    isText,
    wellFormed,
    atMost(500),
    IsUrl(
      { protocols: ['http', 'https'], require_protocol: true },
      { message: 'is not a web address starting with https://' },
    ),
  ]);
}

export function DayField(options: FieldOptions = {}) {
  return field({ kind: 'text' }, options, { type: String, format: 'date' }, () => [
    isText,
    Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is not a day like 2026-12-31' }),
    IsRealDay({ message: 'is not a day of the calendar between 1900 and 2199' }),
  ]);
}

/** Several days, each `YYYY-MM-DD`. */
export function DaysField({ max, ...options }: FieldOptions & { max: number }) {
  const message = 'has something that is not a day like 2026-12-31';
  return field(
    { kind: 'list' },
    options,
    { type: String, isArray: true, format: 'date', maxItems: max },
    () => [
      IsArray({ message: 'is not a list' }),
      ArrayMaxSize(max, { message: `has more than ${max} days` }),
      Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true, message }),
      IsRealDay({ each: true, message }),
    ],
  );
}

export function IdField(options: FieldOptions = {}) {
  return field({ kind: 'text' }, options, { type: String, format: 'uuid' }, () => [
    isText,
    IsUUID('all', { message: 'is not an id' }),
  ]);
}

export function ChoiceField(values: readonly string[], options: FieldOptions = {}) {
  return field({ kind: 'text' }, options, { type: String, enum: values }, () => [
    IsIn(values, { message: `is not one of: ${values.join(', ')}` }),
  ]);
}

/** Several of the values, each once. */
export function ChoicesField(values: readonly string[], options: FieldOptions = {}) {
  return field({ kind: 'list' }, options, { type: String, isArray: true, enum: values }, () => [
    IsArray({ message: 'is not a list' }),
    ArrayMaxSize(values.length, { message: 'names more than there are' }),
    ArrayUnique({ message: 'names one twice' }),
    IsIn(values, { each: true, message: `has something other than: ${values.join(', ')}` }),
  ]);
}

/** Several words or short names, each once; which ones there are is for the service to know. */
export function WordsField({ max, ...options }: FieldOptions & { max: number }) {
  return field({ kind: 'list' }, options, { type: String, isArray: true, maxItems: max }, () => [
    IsArray({ message: 'is not a list' }),
    ArrayMaxSize(max, { message: `names more than ${max}` }),
    IsString({ each: true, message: 'has something that is not text' }),
    IsWellFormed({ each: true, message: 'has characters that cannot be stored' }),
    MaxLength(100, { each: true, message: 'has something longer than 100 characters' }),
    ArrayUnique({ message: 'names one twice' }),
  ]);
}

export function FlagField(options: FieldOptions = {}) {
  return field({ kind: 'flag' }, options, { type: Boolean }, () => [
    IsBoolean({ message: 'is not true or false' }),
  ]);
}

interface Range {
  min: number;
  max: number;
}

export function WholeField({ min, max, ...options }: FieldOptions & Range) {
  const whole = () => IsInt({ message: 'is not a whole number' });
  return numeric({ min, max }, options, 'integer', whole);
}

export function NumberField({ min, max, ...options }: FieldOptions & Range) {
  const number = () => IsNumber({}, { message: 'is not a number' });
  return numeric({ min, max }, options, 'number', number);
}

function numeric(
  { min, max }: Range,
  options: FieldOptions,
  type: string,
  rule: () => PropertyDecorator,
) {
  return field({ kind: 'number' }, options, { type, minimum: min, maximum: max }, () => [
    rule(),
    Min(min, { message: `is less than ${min}` }),
    Max(max, { message: `is more than ${max}` }),
  ]);
}

export function NestedField(dto: () => FieldsOf, options: FieldOptions = {}) {
  const message = 'is not an object';
  const shape = { kind: 'nested', nested: dto } as const;
  return field(shape, options, { type: () => dto() }, () => [
    Type(dto),
    IsObject({ message }),
    ValidateNested({ message }),
  ]);
}

export function NestedListField(
  dto: () => FieldsOf,
  { max, ...options }: FieldOptions & { max: number },
) {
  return field(
    { kind: 'nestedList', nested: dto },
    options,
    { type: () => dto(), isArray: true, maxItems: max },
    () => [
      Type(dto),
      IsArray({ message: 'is not a list' }),
      ArrayMaxSize(max, { message: `has more than ${max} entries` }),
      IsObject({ each: true, message: 'has something that is not an object' }),
      ValidateNested({ each: true, message: 'has something that is not an object' }),
    ],
  );
}

/** A value checked by its own reader in the service; here it only has to be there. */
export function AnyField(options: FieldOptions & { api?: object } = {}) {
  return field({ kind: 'text' }, options, { type: Object, ...options.api }, () => []);
}
