interface Part {
  name: string;
  version?: string;
  purl?: string;
  type?: 'library' | 'application' | 'machine-learning-model';
}

interface Service {
  name: string;
  provider: string;
  address: string;
}

/** A bill of materials, CycloneDX 1.6, as an invented vendor would write it. */
export function sbom(
  product: { name: string; version: string; madeAt: string },
  parts: readonly Part[],
  services: readonly Service[] = [],
): string {
  const { name, version, madeAt } = product;
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: madeAt,
      component: { type: 'application', 'bom-ref': name, name, version },
    },
    components: parts.map(({ type = 'library', ...part }) => ({ type, ...part })),
    services: services.map((service) => ({
      name: service.name,
      provider: { name: service.provider, url: [service.address] },
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A library from PyPI in one version. */
export const pypi = (name: string, version: string): Part => ({
  name,
  version,
  purl: `pkg:pypi/${name}@${version}`,
});
