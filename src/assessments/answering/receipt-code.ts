import { randomInt } from 'node:crypto';

/** Without 0 and O, 1, I and L: it is read out on the telephone. */
const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The short code on a receipt, such as `7F3K-92QD`: one of 850 thousand million. */
export function newReceiptCode(): string {
  const four = () =>
    Array.from({ length: 4 }, () => characters[randomInt(characters.length)]).join('');
  return `${four()}-${four()}`;
}
