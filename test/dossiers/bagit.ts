import { createHash } from 'node:crypto';

type Files = ReadonlyMap<string, Buffer>;

/**
 * What breaks RFC 8493 in the files of a bag, by their paths below its folder: written after the text of the RFC, and after
 * nothing of ours. Section 2.1 and 2.2 say what it is made of, section 3 when it is complete and valid, section 6 which names
 * travel.
 */
export function faultsOfBag(files: Files): string[] {
  const faults: string[] = [];
  const must = (isSo: boolean, what: string) => void (isSo || faults.push(what));
  const text = (path: string) => {
    const content = files.get(path) ?? Buffer.alloc(0);
    must(
      content.subarray(0, 3).toString('hex') !== 'efbbbf',
      `${path} begins with a byte order mark`,
    );
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  };
  const paths = [...files.keys()];
  const payload = paths.filter((path) => path.startsWith('data/'));
  const tags = paths.filter((path) => !path.startsWith('data/'));

  const declared = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  must(files.get('bagit.txt')?.equals(declared) ?? false, 'bagit.txt is not the two lines (2.1.1)');
  must(payload.length > 0, 'there is no payload (2.1.2)');
  must(!files.has('fetch.txt'), 'something is left to be fetched (2.2.3)');
  const manifests = tags.filter((path) => /^manifest-[a-z0-9]+\.txt$/.test(path));
  const tagManifests = tags.filter((path) => /^tagmanifest-[a-z0-9]+\.txt$/.test(path));
  must(manifests.length > 0, 'there is no payload manifest (2.1.3)');

  for (const manifest of [...manifests, ...tagManifests]) {
    const algorithm = manifest.replace(/^(tag)?manifest-|\.txt$/g, '');
    const listed = new Map<string, string>();
    for (const line of text(manifest)
      .split(/\r\n|\n|\r/)
      .filter((one) => one !== '')) {
      const [, sum = '', path = ''] = /^([0-9a-fA-F]+)[ \t]+(.+)$/.exec(line) ?? [];
      must(sum !== '', `${manifest} has a line that is none: ${line}`);
      must(!/%(?!25|0A|0D)/i.test(path), `${path} is not encoded as 2.1.3 has it`);
      must(!/^[/~]|(^|\/)\.\.?(\/|$)|\\/.test(path), `${path} leads out of the bag (5.1)`);
      must(!listed.has(path), `${manifest} lists ${path} twice`);
      listed.set(path, sum.toLowerCase());
      const content = files.get(path);
      must(content !== undefined, `${path} is listed and not there (3, complete)`);
      const found = createHash(algorithm)
        .update(content ?? '')
        .digest('hex');
      must(found === sum.toLowerCase(), `${path} has another ${algorithm} (3, valid)`);
    }
    if (manifests.includes(manifest)) {
      for (const path of payload) must(listed.has(path), `${manifest} lacks ${path} (3, complete)`);
      for (const path of listed.keys())
        must(path.startsWith('data/'), `${manifest} lists ${path}, which is no payload (2.1.3)`);
    } else {
      for (const path of [...manifests, 'bagit.txt', 'bag-info.txt'])
        must(listed.has(path), `${manifest} lacks ${path} (2.2.1)`);
      for (const path of listed.keys())
        must(!tagManifests.includes(path), `${manifest} lists a tag manifest (2.2.1)`);
    }
  }

  const labels = new Map<string, string[]>();
  for (const line of text('bag-info.txt')
    .split('\n')
    .filter((one) => one !== '')) {
    const [, label = '', value = ''] = /^([^:\s][^:]*):[ \t](.*)$/.exec(line) ?? [];
    must(label !== '', `bag-info.txt has a line that is none: ${line} (2.2.2)`);
    labels.set(label, [...(labels.get(label) ?? []), value]);
  }
  const octets = payload.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  must(
    labels.get('Payload-Oxum')?.join() === `${octets}.${payload.length}`,
    `Payload-Oxum is ${labels.get('Payload-Oxum')?.join()}, found are ${octets}.${payload.length} (2.2.2)`,
  );
  must(
    /^\d{4}-\d\d-\d\d$/.test(labels.get('Bagging-Date')?.join() ?? ''),
    'there is no day (2.2.2)',
  );

  const folded = new Map(paths.map((path) => [path.normalize('NFC').toLowerCase(), path]));
  must(folded.size === paths.length, 'two names differ in their case alone (6.1)');
  for (const path of paths)
    for (const name of path.split('/'))
      must(
        !/[<>:"|?*]/.test(name) &&
          !/[. ]$/.test(name) &&
          !/^(con|prn|aux|nul|(com|lpt)\d)(\.|$)/i.test(name),
        `${path} is no name on every system (6.1)`,
      );
  return faults;
}
