import type * as Swagger from '@nestjs/swagger';

type Library = typeof Swagger;
type Maker =
  | 'ApiBody'
  | 'ApiConsumes'
  | 'ApiExcludeController'
  | 'ApiExtraModels'
  | 'ApiHeader'
  | 'ApiOperation'
  | 'ApiParam'
  | 'ApiProperty'
  | 'ApiResponse'
  | 'ApiTags';
type Decorate = (target: object, name?: string | symbol, descriptor?: PropertyDescriptor) => void;

const notes: ((library: Library) => void)[] = [];

/** What the library is to be told of a class, a route or a field, noted until somebody reads the description. */
const later =
  <Name extends Maker>(maker: Name) =>
  (...given: Parameters<Library[Name]>) =>
  (target: object, name?: string | symbol, descriptor?: PropertyDescriptor): void => {
    notes.push((library) => {
      const make = library[maker] as (...given: Parameters<Library[Name]>) => Decorate;
      make(...given)(target, name, descriptor);
    });
  };

export const ApiBody = later('ApiBody');
export const ApiConsumes = later('ApiConsumes');
export const ApiExcludeController = later('ApiExcludeController');
export const ApiExtraModels = later('ApiExtraModels');
export const ApiHeader = later('ApiHeader');
export const ApiOperation = later('ApiOperation');
export const ApiParam = later('ApiParam');
export const ApiProperty = later('ApiProperty');
export const ApiResponse = later('ApiResponse');
export const ApiTags = later('ApiTags');

/** The library, told all that was noted. It is a fifth of all modules: whoever only starts does without it. */
export async function toldLibrary(): Promise<Library> {
  const library = await import('@nestjs/swagger');
  for (const note of notes.splice(0)) note(library);
  return library;
}
