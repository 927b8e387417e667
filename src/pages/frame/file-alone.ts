/** A form with a file in which nothing else is asked. */
export class FileAlone {}
