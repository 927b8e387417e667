/** What breaks a rule that OSCAL 1.1.2 has for all of its JSON: ids, identifiers, instants, and no empty lists or texts. */
export function brokenIn(document: unknown): string[] {
  const broken: string[] = [];
  const walk = (value: unknown, path: string, name: string): void => {
    const rule = rules[name];
    if (typeof value === 'string') {
      if (!(rule ?? /\S/).test(value)) broken.push(`${path}: ${value}`);
    } else if (Array.isArray(value)) {
      if (value.length === 0) broken.push(`${path} is empty`);
      value.forEach((one, at) => walk(one, `${path}/${at}`, name));
    } else if (value && typeof value === 'object') {
      for (const needed of required[name] ?? []) {
        if (!(needed in value)) broken.push(`${path} has no ${needed}`);
      }
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
