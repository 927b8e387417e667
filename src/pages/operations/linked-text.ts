export interface Piece {
  text: string;
  href?: string;
}

const address = /https?:\/\/[^\s<>"]+/g;
const behind = /[.,;:!?)\]]+$/;

/** Plain text in pieces, web addresses apart from what stands around them. Joined again they give the text. */
export function linkedText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(address)) {
    const href = match.replace(behind, '');
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: href, href });
    from = index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
