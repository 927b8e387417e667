import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { model } from '../../src/scoring/index.js';
import { canonicalJson, modelConstants } from '../../src/scoring/model-identity.js';

describe('the identity of the model', () => {
  it('has a hash over its constants that does not change unnoticed', () => {
    expect(model).toEqual({
      id: 'VRM-1',
      version: '1.1',
      hash: 'e9d4b1a131a8840fcf6151e70b15e43fa149c3c4061f52a123a0d5f74256c8aa',
    });
  });

  it('has another hash as soon as one constant differs', () => {
    const other = canonicalJson({ ...modelConstants, mitigation: 0.86 });
    expect(createHash('sha256').update(other).digest('hex')).not.toBe(model.hash);
  });

  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });
});
