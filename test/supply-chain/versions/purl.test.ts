import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ecosystemOf,
  osvPackagePurl,
  pypiName,
  readPurl,
} from '../../../src/supply-chain/index.js';

describe('package URLs', () => {
  it.each([
    [
      'pkg:pypi/Lite_LLM.proxy@1.82.7?extra=x#sub',
      'pkg:pypi/lite-llm-proxy',
      'lite-llm-proxy',
      '1.82.7',
    ],
    ['pkg:npm/%40Scope/Name@1.0.0', 'pkg:npm/%40scope/name', '@scope/name', '1.0.0'],
    ['pkg:npm/@scope/name', 'pkg:npm/%40scope/name', '@scope/name', null],
    ['pkg:golang/github.com/A/b@v1.2', 'pkg:golang/github.com/A/b', 'github.com/A/b', 'v1.2'],
    ['pkg:cran/ggplot2', 'pkg:cran/ggplot2', 'ggplot2', null],
    ['PKG:maven/org.x/y@1', 'pkg:maven/org.x/y', 'org.x/y', '1'],
    ['pkg:deb/debian/curl@7.1%2Bb1?arch=amd64', 'pkg:deb/debian/curl', 'debian/curl', '7.1+b1'],
  ])('%s is %s', (text, purl, name, version) => {
    expect(readPurl(text)).toMatchObject({ purl, name, version });
    expect(readPurl(purl)).toMatchObject({ purl, version: null });
  });

  it.each([
    '',
    'pkg:',
    'pkg:pypi',
    'pkg:pypi/',
    'litellm',
    'http://a.example/pkg:pypi/x',
    'pkg:pypi/a%00b',
    `pkg:pypi/${'x'.repeat(2000)}`,
    'pkg:pypi/%E0%A4%A',
  ])('%s is none', (text) => {
    expect(readPurl(text)).toBeUndefined();
  });

  it('are read or refused, never thrown at, and read alike again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `pkg:npm/${text}`),
        ),
        (text) => {
          const read = readPurl(text);
          if (read) expect(readPurl(read.purl)?.purl).toBe(read.purl);
        },
      ),
    );
  });

  it.each([
    ['PyPI', 'Foo.Bar__baz', 'pkg:pypi/foo-bar-baz'],
    ['npm', '@a/b', 'pkg:npm/%40a/b'],
    ['Go', 'github.com/a/b', 'pkg:golang/github.com/a/b'],
    ['crates.io', 'serde', 'pkg:cargo/serde'],
    ['Maven', 'org.a:b', 'pkg:maven/org.a/b'],
    ['Debian:12', 'curl', 'pkg:deb/debian/curl'],
    ['CRAN', 'x', 'pkg:cran/x'],
    ['GitHub Actions', 'aquasecurity/trivy-action', 'pkg:github/aquasecurity/trivy-action'],
    ['Linux', 'Kernel', undefined],
    ['toString', 'x', undefined],
    ['PyPI', ' ', undefined],
  ])('of %s %s is %s, and back', (ecosystem, name, purl) => {
    expect(osvPackagePurl(ecosystem, name)).toBe(purl);
    if (purl) expect(ecosystemOf(purl)).toBe(ecosystem.split(':')[0]);
  });

  it('spell PyPI’s names one way, as PEP 503 does', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,20}[A-Za-z0-9])?$/), (name) => {
        expect(pypiName(pypiName(name))).toBe(pypiName(name));
        expect(osvPackagePurl('PyPI', name)).toBe(
          osvPackagePurl('PyPI', name.toUpperCase().replace(/[-_.]/g, '_.-')),
        );
      }),
    );
  });
});
