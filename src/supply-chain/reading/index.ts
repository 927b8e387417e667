import { limits, Unreadable, type ReadInventory, type Early } from './read-inventory.js';
import { readText } from './recognise.js';
import { textOf } from './text.js';

/**
 * Reads a bill of materials or a lockfile. The content is data that anybody may have made: it is read in a process of its
 * own (`InventoryReader`), never beside other work.
 * @param content UTF-8
 * @param name as its giver calls the file
 * @param early hears the items of a large one before the last is known of it: they hold only once this resolves
 * @throws Unreadable with what is wrong and where
 */
export async function readInventory(
  content: Buffer | string,
  name: string,
  early: Early = () => undefined,
): Promise<ReadInventory> {
  if (content.length > limits.bytes) throw new Unreadable(tooLarge);
  return readText(textOf(content), name, early);
}

export const tooLarge = `is larger than ${limits.bytes / 1024 / 1024} MB, the most that is read`;

export {
  inventoryFormats,
  limits,
  sourceOfFormat,
  Unreadable,
  type Directness,
  type InventoryFormat,
  type LeftOut,
  type ReadInventory,
  type ReadItem,
} from './read-inventory.js';
