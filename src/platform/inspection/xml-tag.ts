/** Where the tag at the front of `text` ends (its `>`), minding quotes; -1 when it does not end here. */
export function tagEnd(text: string): number {
  let quote = '';
  for (let at = 1; at < text.length; at += 1) {
    const one = text[at] ?? '';
    if (quote) {
      if (one === quote) quote = '';
    } else if (one === '"' || one === "'") quote = one;
    else if (one === '>') return at;
  }
  return -1;
}

/** The name in a tag, with its prefix; undefined when it has none. */
export function nameOf(tag: string): string | undefined {
  return /^<\/?([^\s/<>"'=&]+)/.exec(tag)?.[1];
}

/** Name and raw value of each attribute of a tag. */
export function attributesOf(tag: string): [string, string][] {
  const found = tag.matchAll(/\s([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return [...found].map(([, name = '', double, single]) => [name, double ?? single ?? '']);
}

/** Every tag of a short text, whole. */
export function tagsOf(text: string): string[] {
  const tags: string[] = [];
  for (let at = text.indexOf('<'); at !== -1;) {
    const end = tagEnd(text.slice(at));
    if (end === -1) break;
    tags.push(text.slice(at, at + end + 1));
    at = text.indexOf('<', at + end + 1);
  }
  return tags;
}
