import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certified {
  folder: string;
  /** File of the authority that signed. */
  authority: string;
  key: string;
  cert: string;
}

/** Whether there is an openssl to make certificates with: Node cannot. */
export const haveOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A certificate for `name`, signed by an authority made for it alone. */
export function certify(name: string): Certified {
  const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
  const at = (file: string) => join(folder, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    ...['req', '-x509', ...curve, '-days', '2', '-subj', '/CN=Test authority'],
    ...['-keyout', at('ca.key'), '-out', at('ca.pem')],
  );
  openssl(
    ...['req', ...curve, '-subj', `/CN=${name}`, '-keyout', at('key.pem'), '-out', at('csr.pem')],
  );
  writeFileSync(at('ext'), `subjectAltName=DNS:${name}\n`);
  openssl(
    ...['x509', '-req', '-in', at('csr.pem'), '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
    ...['-CAcreateserial', '-days', '2', '-extfile', at('ext'), '-out', at('cert.pem')],
  );
  const read = (file: string) => readFileSync(at(file), 'utf8');
  return { folder, authority: at('ca.pem'), key: read('key.pem'), cert: read('cert.pem') };
}
