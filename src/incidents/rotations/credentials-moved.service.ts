import { Injectable } from '@nestjs/common';
import { Handles } from '../../platform/jobs/index.js';
import { credentialsChanged } from '../../vendors/index.js';

/** Hears that what a vendor holds of ours has changed: what is to be renewed follows. */
@Injectable()
export class CredentialsMoved {
  @Handles(credentialsChanged)
  async onChanged(_: { vendorId: string }): Promise<void> {
    await Promise.resolve();
  }
}
