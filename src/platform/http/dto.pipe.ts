import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { checked, type Dto } from './check.js';
import { fromText } from './from-text.js';
import { shapesOf } from './shapes.js';

/** Checks every body and query that is typed by a DTO; plain `object` and `Record` arguments pass as they are. */
@Injectable()
export class DtoPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    const dto = metatype as Dto | undefined;
    if ((type !== 'body' && type !== 'query') || !dto || shapesOf(dto).size === 0) return value;
    const sent = type === 'query' ? fromText(dto, (value ?? {}) as Record<string, string>) : value;
    return checked(dto, sent ?? {});
  }
}
