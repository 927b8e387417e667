import { Allow } from 'class-validator';

/** A form with a file in which nothing else is asked. */
export class FileAlone {
  /** No value: a class without any rule is none that validation knows. */
  @Allow() file?: never;
}
