import { Column, PrimaryColumn, type ValueTransformer } from 'typeorm';

/*
 * The column kinds. Every kind is stored the same way on both databases, so that raw rows read the same:
 * instants as ISO 8601 text in UTC, days as YYYY-MM-DD, flags as 0 / 1, JSON as text.
 */
interface Options {
  nullable?: boolean;
}

const instant: ValueTransformer = {
  from: (text: string | null) => (text === null ? null : new Date(text)),
  to: (at: Date | null | undefined) => (at instanceof Date ? at.toISOString() : at),
};

const json: ValueTransformer = {
  from: (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown)),
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
};

const flag: ValueTransformer = {
  from: (value: number | null) => (value === null ? null : value === 1),
  to: (value: unknown) => (typeof value === 'boolean' ? Number(value) : value),
};

const text = (transformer?: ValueTransformer) => (options: Options) =>
  Column({ type: 'text', ...options, ...(transformer ? { transformer } : {}) });

export const IdKey = () => PrimaryColumn({ type: 'text' });
export const NumberKey = () => PrimaryColumn({ type: 'integer' });
export const IdColumn = (options: Options = {}) => text()(options);
export const WordColumn = (options: Options = {}) => text()(options);
export const TextColumn = (options: Options = {}) => text()(options);
export const DayColumn = (options: Options = {}) => text()(options);
export const InstantColumn = (options: Options = {}) => text(instant)(options);
export const JsonColumn = (options: Options = {}) => text(json)(options);
export const WholeColumn = (options: Options = {}) => Column({ type: 'integer', ...options });
export const RealColumn = (options: Options = {}) =>
  Column({ type: 'double precision', ...options });
export const FlagColumn = (options: Options = {}) =>
  Column({ type: 'smallint', transformer: flag, ...options });
/** Whole, and larger than 2,147,483,647 may be. */
export const LargeColumn = (options: Options = {}) => Column({ type: 'bigint', ...options });
