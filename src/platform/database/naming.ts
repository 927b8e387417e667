import { DefaultNamingStrategy } from 'typeorm';

/** Tables are named by their entity; columns are the property in snake_case. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
