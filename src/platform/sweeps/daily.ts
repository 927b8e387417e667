import { SetMetadata } from '@nestjs/common';

export const daily = 'assay:daily';

/**
 * Marks a method that removes what has been kept long enough. It runs at the start and once a day, in every process: make it
 * repeatable, and let two of it do no harm.
 */
export const Daily =
  () =>
  (
    target: object,
    property: string,
    descriptor: TypedPropertyDescriptor<() => Promise<void>>,
  ): void => {
    SetMetadata(daily, true)(target, property, descriptor as PropertyDescriptor);
  };
