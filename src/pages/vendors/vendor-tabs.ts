import { Injectable } from '@nestjs/common';
import { FindingRegister } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';

const tabs = {
  overview: { path: '', label: 'Overview' },
  tools: { path: '/tools', label: 'Tools' },
  evidence: { path: '/evidence', label: 'Audits and evidence' },
  findings: { path: '/findings', label: 'Findings' },
  due: { path: '/due', label: 'Due dates' },
  history: { path: '/history', label: 'History' },
  kept: { path: '/kept', label: 'What is kept' },
} as const;

export type VendorTab = keyof typeof tabs;

/** The parts of a vendor's pages, as the partial `tabs` reads them; findings with how many are owed. */
@Injectable()
export class VendorTabs {
  constructor(private readonly findings: FindingRegister) {}

  async of(me: Caller, vendorId: string, current: VendorTab): Promise<object[]> {
    const sees = me.may.has('findings.read');
    const { owed } = sees ? await this.findings.tally({ vendorId }) : { owed: 0 };
    const told = Object.entries(tabs).filter(
      ([name]) => name !== 'tools' || me.may.has('tools.read'),
    );
    return told.map(([name, { path, label }]) => ({
      href: `/vendors/${vendorId}${path}`,
      label,
      current: name === current,
      ...(name === 'findings' && owed > 0 ? { count: owed } : {}),
    }));
  }
}
