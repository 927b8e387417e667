/**
 * What breaks a rule that OSCAL 1.1 has for all of its JSON: ids, identifiers, instants, no empty lists or texts, and in each
 * thing nothing but what its model knows.
 */
export function brokenIn(document: unknown): string[] {
  const broken: string[] = [];
  const walk = (value: unknown, path: string, name: string): void => {
    const rule = /\/props\/\d+\/name$/.test(path) ? identifier : rules[name];
    if (typeof value === 'string') {
      if (!(rule ?? /\S/).test(value)) broken.push(`${path}: ${value}`);
    } else if (Array.isArray(value)) {
      if (value.length === 0) broken.push(`${path} is empty`);
      value.forEach((one, at) => walk(one, `${path}/${at}`, name));
    } else if (value && typeof value === 'object') {
      for (const needed of required[name] ?? []) {
        if (!(needed in value)) broken.push(`${path} has no ${needed}`);
      }
      const ours = Object.keys(value).filter((key) => !known[name]?.split(' ').includes(key));
      for (const key of ours) broken.push(`${path} has ${key}`);
      for (const [key, inside] of Object.entries(value)) walk(inside, `${path}/${key}`, key);
    } else broken.push(`${path} is ${String(value)}`);
  };
  walk(document, '', '');
  return broken;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const line = /^\S(.*\S)?$/;
const identifier = /^[\p{L}_][\p{L}\p{N}.\-_]*$/u;

const rules: Readonly<Record<string, RegExp>> = {
  uuid,
  'actor-uuid': uuid,
  'party-uuids': uuid,
  'observation-uuid': uuid,
  'risk-uuid': uuid,
  'last-modified': instant,
  start: instant,
  end: instant,
  collected: instant,
  deadline: instant,
  name: line,
  value: line,
  version: line,
  'control-id': identifier,
  'target-id': identifier,
  'role-id': identifier,
  methods: /^(EXAMINE|INTERVIEW|TEST|UNKNOWN)$/,
  state: /^(satisfied|not-satisfied)$/,
  title: /^[^\n]*\S[^\n]*$/,
  ns: /^[a-zA-Z][a-zA-Z0-9+.-]+:\S+$/,
  href: /^\S+$/,
};

/** What each thing may hold, of those that a document of ours has. */
const known: Readonly<Record<string, string>> = {
  '': 'assessment-results $schema',
  'assessment-results': 'uuid metadata import-ap local-definitions results back-matter',
  metadata:
    'title published last-modified version oscal-version revisions document-ids props links roles locations parties responsible-parties actions remarks',
  roles: 'id title short-name description props links remarks',
  parties:
    'uuid type name short-name external-ids props links email-addresses telephone-numbers addresses location-uuids member-of-organizations remarks',
  'responsible-parties': 'role-id party-uuids props links remarks',
  'import-ap': 'href remarks',
  results:
    'uuid title description start end props links local-definitions reviewed-controls attestations assessment-log observations risks findings remarks',
  props: 'name uuid ns value class group remarks',
  'reviewed-controls':
    'description props links control-selections control-objective-selections remarks',
  'control-selections':
    'description props links include-all include-controls exclude-controls remarks',
  'include-controls': 'control-id statement-ids',
  observations:
    'uuid title description props links methods types origins subjects relevant-evidence collected expires remarks',
  origins: 'actors related-tasks',
  actors: 'type actor-uuid role-id props links',
  'relevant-evidence': 'href description props links remarks',
  risks:
    'uuid title description statement props links status origins threat-ids characterizations mitigating-factors deadline remediations risk-log related-observations',
  findings:
    'uuid title description props links origins target implementation-statement-uuid related-observations related-risks remarks',
  target: 'type target-id title description props links status implementation-status remarks',
  status: 'state reason remarks',
  'related-observations': 'observation-uuid',
  'related-risks': 'risk-uuid',
  'back-matter': 'resources',
  resources: 'uuid title description props document-ids citation rlinks base64 remarks',
  rlinks: 'href media-type hashes',
  hashes: 'algorithm value',
};

const required: Readonly<Record<string, readonly string[]>> = {
  '': ['assessment-results'],
  'assessment-results': ['uuid', 'metadata', 'import-ap', 'results'],
  metadata: ['title', 'last-modified', 'version', 'oscal-version'],
  'import-ap': ['href'],
  results: ['uuid', 'title', 'description', 'start', 'reviewed-controls'],
  'reviewed-controls': ['control-selections'],
  observations: ['uuid', 'description', 'methods', 'collected'],
  'relevant-evidence': ['description'],
  findings: ['uuid', 'title', 'description', 'target'],
  target: ['type', 'target-id', 'status'],
  status: ['state'],
  risks: ['uuid', 'title', 'description', 'statement', 'status'],
  resources: ['uuid'],
  rlinks: ['href'],
  hashes: ['algorithm', 'value'],
  props: ['name', 'value'],
  parties: ['uuid', 'type'],
};
