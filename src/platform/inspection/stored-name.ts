const longest = 255;
const longestEnding = 24;
/** What shows nothing but turns, joins or hides the text around it, and what ends a line. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}\ufff0-\uffff]/gu;
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * A name that any system can keep and any page can show: no folders, no controls, nothing that turns the direction of
 * text, no name Windows keeps for itself, 255 bytes of UTF-8 at most with its ending. Never empty.
 */
export function storedName(name: string): string {
  const last = name
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\\u2044\u2215\u29f5\u29f8\uff0f\uff3c]/)
    .at(-1);
  const clean = (last ?? '')
    .replace(invisible, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (clean === '') return 'file';
  const [stem = ''] = clean.split('.');
  return shortened(reserved.test(stem.trim()) ? `_${clean}` : clean);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const dot = name.lastIndexOf('.');
  const ending =
    dot > 0 && Buffer.byteLength(name.slice(dot)) <= longestEnding ? name.slice(dot) : '';
  const stem = ending ? name.slice(0, dot) : name;
  return cut(stem, longest - Buffer.byteLength(ending)).replace(/[. ]+$/, '') + ending;
}

/** As many whole letters as fit; marks stay with what they belong to. */
function cut(text: string, bytes: number): string {
  let left = bytes;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, bytes))) {
    left -= Buffer.byteLength(segment);
    if (left < 0) break;
    kept += segment;
  }
  return kept || 'file';
}
