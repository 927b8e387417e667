import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readInventory, type ReadInventory } from '../../../src/supply-chain/reading/index.js';

const real = '../shared/data/cyclonedx';
const onReal = existsSync(real) ? it : it.skip;
const lines = ({ items }: ReadInventory) =>
  items.map(({ purl, name, version, direct }) => `${purl ?? name}@${version ?? '?'} ${direct}`);

const bom = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    timestamp: '2026-03-24T23:30:00-05:00',
    component: {
      type: 'application',
      'bom-ref': 'root',
      group: 'com.example',
      name: 'gateway',
      version: '7',
    },
    tools: { components: [{ type: 'application', name: 'bom-maker' }] },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'kit',
      name: 'litellm',
      version: '1.82.6',
      purl: 'pkg:pypi/LiteLLM@1.82.6',
      supplier: { name: 'Kit Makers' },
      externalReferences: [{ type: 'website', url: 'https://kit.example' }],
      components: [
        { type: 'library', 'bom-ref': 'inner', name: 'openai', purl: 'pkg:pypi/openai@2.1.0' },
      ],
    },
    { type: 'machine-learning-model', 'bom-ref': 'model', name: 'small-llm', version: '2026-01' },
    { type: 'file', name: 'app.py' },
  ],
  services: [
    {
      'bom-ref': 'service',
      name: 'Vector search',
      provider: { name: 'Acme', url: ['https://acme.example'] },
      services: [{ name: 'Embedding' }],
    },
  ],
  formulation: [{ components: [{ type: 'application', name: 'scanner', version: '0.69.4' }] }],
  dependencies: [
    { ref: 'root', dependsOn: ['kit', 'service'] },
    { ref: 'kit', dependsOn: ['inner'] },
    { ref: 'inner', dependsOn: ['kit'] },
  ],
};

describe('CycloneDX', () => {
  it('takes components, services and models, nested ones too, and how the product needs each', async () => {
    const read = await readInventory(JSON.stringify(bom), 'gateway.cdx.json');
    expect(read).toMatchObject({
      format: 'cyclonedx_json',
      formatVersion: '1.6',
      describedOn: '2026-03-25',
      subject: 'com.example/gateway',
      isComplete: false,
      entries: 7,
      dropped: 1,
      leftOut: [{ where: 'components[2]', why: 'is a file, not a tool' }],
    });
    expect(read.items.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'litellm library',
      'openai library',
      'small-llm model',
      'Vector search other',
      'Embedding other',
      'scanner ci_scanner',
    ]);
    expect(lines(read)).toEqual([
      'pkg:pypi/litellm@1.82.6 yes',
      'pkg:pypi/openai@2.1.0 no',
      'small-llm@2026-01 unknown',
      'Vector search@? yes',
      'Embedding@? unknown',
      'scanner@0.69.4 unknown',
    ]);
    expect(read.items[0]).toMatchObject({
      supplier: 'Kit Makers',
      webAddress: 'https://kit.example',
    });
    expect(read.items[3]).toMatchObject({ supplier: 'Acme', webAddress: 'https://acme.example' });
  });

  it('is whole where it says so, or says of everything what that depends on', async () => {
    const small = {
      ...bom,
      services: undefined,
      formulation: undefined,
      components: [bom.components[1]],
    };
    const read = async (more: object) =>
      (await readInventory(JSON.stringify({ ...small, ...more }), 'a.json')).isComplete;
    expect(await read({})).toBe(false);
    expect(await read({ compositions: [{ aggregate: 'complete', assemblies: ['root'] }] })).toBe(
      true,
    );
    const told = [{ ref: 'root', dependsOn: ['model'] }, { ref: 'model' }];
    expect(await read({ dependencies: told })).toBe(true);
    const partly = [{ aggregate: 'incomplete', assemblies: ['model'] }];
    expect(await read({ dependencies: told, compositions: partly })).toBe(false);
  });

  it('keeps both of two components with one id, and what disagrees with itself without a version', async () => {
    const read = await readInventory(
      JSON.stringify({
        ...bom,
        services: undefined,
        formulation: undefined,
        components: [
          { type: 'library', 'bom-ref': 'kit', name: 'one', version: '1' },
          { type: 'library', 'bom-ref': 'kit', name: 'two', version: 'not a version!' },
          { type: 'library', name: 'litellm', version: '1.82.6', purl: 'pkg:pypi/litellm@1.82.7' },
          { type: 'library', name: 'odd', version: '3', purl: 'odd@3' },
        ],
      }),
      'a.json',
    );
    expect(lines(read)).toEqual([
      'one@1 unknown',
      'two@not a version! unknown',
      'pkg:pypi/litellm@? unknown',
      'odd@3 unknown',
    ]);
    expect(read.leftOut.map(({ where, why }) => `${where} ${why}`)).toEqual([
      'components[1] has the bom-ref of another, components[0]: both are kept, and who depends on which is not known',
      'components[2] says version 1.82.6, its package URL 1.82.7: which one is not known',
      'components[3] has a package URL that is none: kept by its name',
    ]);
    expect(read.dropped).toBe(0);
  });

  it('reads the same from XML as from JSON', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
  <metadata>
    <timestamp>2026-03-24T23:30:00-05:00</timestamp>
    <component type="application" bom-ref="root"><group>com.example</group><name>gateway</name></component>
  </metadata>
  <components>
    <component type="library" bom-ref="kit">
      <supplier><name>Kit Makers</name></supplier>
      <name>litellm</name><version>1.82.6</version><purl>pkg:pypi/LiteLLM@1.82.6</purl>
      <externalReferences><reference type="website"><url>https://kit.example</url></reference></externalReferences>
      <components>
        <component type="library" bom-ref="inner"><name>openai</name><purl>pkg:pypi/openai@2.1.0</purl></component>
      </components>
    </component>
    <component type="machine-learning-model" bom-ref="model"><name>small &amp; quick</name></component>
  </components>
  <services>
    <service bom-ref="service">
      <provider><name>Acme</name><url>https://acme.example</url></provider>
      <name>Vector search</name>
    </service>
  </services>
  <dependencies>
    <dependency ref="root"><dependency ref="kit"/><dependency ref="service"/></dependency>
    <dependency ref="kit"><dependency ref="inner"/></dependency>
    <dependency ref="inner"/><dependency ref="service"/><dependency ref="model"/>
  </dependencies>
</bom>`;
    const read = await readInventory(xml, 'gateway.xml');
    expect(read).toMatchObject({
      format: 'cyclonedx_xml',
      formatVersion: '1.5',
      describedOn: '2026-03-25',
      subject: 'com.example/gateway',
      isComplete: true,
      entries: 4,
    });
    expect(lines(read)).toEqual([
      'pkg:pypi/litellm@1.82.6 yes',
      'pkg:pypi/openai@2.1.0 no',
      'small & quick@? unknown',
      'Vector search@? yes',
    ]);
    expect(read.items[0]).toMatchObject({
      supplier: 'Kit Makers',
      webAddress: 'https://kit.example',
    });
    expect(read.items[3]).toMatchObject({ supplier: 'Acme', webAddress: 'https://acme.example' });
  });

  it.each(['1.4', '1.5', '1.6', '1.7'])('reads version %s in both forms', async (version) => {
    const components = [{ type: 'library', name: 'kit', version: '1' }];
    const json = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: version,
      version: 1,
      components,
    });
    const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/${version}" version="1"><components><component type="library"><name>kit</name><version>1</version></component></components></bom>`;
    for (const text of [json, xml]) {
      const read = await readInventory(text, 'bom');
      expect([read.formatVersion, lines(read)]).toEqual([version, ['kit@1 unknown']]);
    }
  });

  onReal.each([
    ['bom-examples-saasbom-apigateway.json', '1.4'],
    ['valid-saasbom-1.6.json', '1.6'],
  ])(
    'accounts for every service and component of %s [skipped: no real files]',
    async (name, version) => {
      const text = readFileSync(`${real}/${name}`, 'utf8');
      const named: string[] = [];
      const walk = (part: { components?: never[]; services?: never[] }) => {
        for (const inner of [...(part.components ?? []), ...(part.services ?? [])] as {
          name: string;
        }[]) {
          named.push(inner.name);
          walk(inner as never);
        }
      };
      walk(JSON.parse(text) as never);
      const read = await readInventory(text, name);
      expect(read).toMatchObject({
        formatVersion: version,
        describedOn: '2021-01-10',
        dropped: 0,
        leftOutCount: 0,
      });
      expect(named.length).toBeGreaterThan(5);
      expect(read.entries).toBe(named.length);
      expect(read.items.length + read.repeated).toBe(named.length);
      expect(new Set(read.items.map((item) => item.name.split('/').at(-1)))).toEqual(
        new Set(named),
      );
    },
  );
});

describe('SPDX 2.3', () => {
  const spdx = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'document',
    documentNamespace: 'https://example.com/spdx',
    creationInfo: { created: '2026-03-20T10:00:00Z', creators: ['Tool: maker'] },
    packages: [
      { SPDXID: 'SPDXRef-root', name: 'gateway', downloadLocation: 'NOASSERTION' },
      {
        SPDXID: 'SPDXRef-kit',
        name: 'litellm',
        versionInfo: '1.82.6',
        downloadLocation: 'NOASSERTION',
        supplier: 'Organization: Kit Makers (mail@kit.example)',
        homepage: 'https://kit.example',
        externalRefs: [
          {
            referenceCategory: 'PACKAGE-MANAGER',
            referenceType: 'purl',
            referenceLocator: 'pkg:pypi/litellm@1.82.6',
          },
        ],
      },
      {
        SPDXID: 'SPDXRef-inner',
        name: 'openai',
        versionInfo: 'NOASSERTION',
        downloadLocation: 'NONE',
        supplier: 'Person: A B',
      },
    ],
    relationships: [
      {
        spdxElementId: 'SPDXRef-DOCUMENT',
        relatedSpdxElement: 'SPDXRef-root',
        relationshipType: 'DESCRIBES',
      },
      {
        spdxElementId: 'SPDXRef-root',
        relatedSpdxElement: 'SPDXRef-kit',
        relationshipType: 'DEPENDS_ON',
      },
      {
        spdxElementId: 'SPDXRef-inner',
        relatedSpdxElement: 'SPDXRef-kit',
        relationshipType: 'DEPENDENCY_OF',
      },
    ],
  };

  it('takes its packages; what it describes is the subject', async () => {
    const read = await readInventory(JSON.stringify(spdx), 'gateway.spdx.json');
    expect(read).toMatchObject({
      format: 'spdx_json',
      formatVersion: '2.3',
      describedOn: '2026-03-20',
      subject: 'gateway',
      isComplete: false,
      entries: 2,
    });
    expect(lines(read)).toEqual(['pkg:pypi/litellm@1.82.6 yes', 'openai@? no']);
    expect(read.items[0]).toMatchObject({
      supplier: 'Kit Makers',
      webAddress: 'https://kit.example',
    });
    expect(read.items[1]).toMatchObject({ supplier: null });
  });

  it('says where it is not as it is published', async () => {
    const read = (more: object) => readInventory(JSON.stringify({ ...spdx, ...more }), 'a.json');
    await expect(read({ packages: [{ SPDXID: 'a', name: 3 }] })).rejects.toThrow(
      /packages\[0\]\.name is missing or no text/,
    );
    await expect(read({ spdxVersion: 'SPDX-3.0' })).rejects.toThrow(
      /is SPDX-3\.0: read are SPDX-2\.2 and SPDX-2\.3/,
    );
    await expect(read({ creationInfo: {} })).rejects.toThrow(/creationInfo\.created/);
  });
});
