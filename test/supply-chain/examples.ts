import type { Visitor } from '../support/app.js';

export const handTool = {
  name: 'LiteLLM',
  kind: 'gateway',
  purl: 'pkg:pypi/litellm@1.82.6',
  seesOurData: 'yes',
  holdsCredentials: 'yes',
  direct: 'yes',
};

/** One of everything that the register has, by the words of its addresses; `words` stand wherever somebody can write. */
export async function registerWithParts(
  visitor: Visitor,
  vendorId: string,
  words = 'LiteLLM',
): Promise<Record<string, string>> {
  const made = async (path: string, body: object): Promise<string> =>
    (await visitor.post<{ id: string }>(path, body)).body.id;
  const tools = `/api/v1/vendors/${vendorId}/tools`;
  const inventory = await made(tools, {
    describedOn: '2026-03-24',
    subject: words,
    tools: [{ ...handTool, name: words, version: words.slice(0, 100), purpose: words }],
  });
  const [use] = (await visitor.get<{ id: string; toolId: string }[]>(tools)).body;
  const tool = use?.toolId ?? '';
  const alias = await made(`/api/v1/tools/${tool}/aliases`, { name: `${words} Proxy` });
  const supplier = await made('/api/v1/suppliers', { name: words, vendorId });
  const other = await made('/api/v1/tools', {
    name: `${words} Lite`.slice(-200),
    kind: 'gateway',
    supplierId: supplier,
  });
  const merge = { keptId: tool, mergedId: other };
  const [suggested] = (await visitor.get<{ id: string }[]>(`/api/v1/tool-merges?toolId=${other}`))
    .body;
  return {
    inventories: inventory,
    tools: tool,
    'tool-uses': use?.id ?? '',
    'tool-aliases': alias,
    'tool-merges':
      suggested?.id ?? (await made('/api/v1/tool-merges', { ...merge, reason: words })),
    suppliers: supplier,
  };
}
