import { news } from '../webhooks/index.js';

export const deletionConfirmed = news(
  'vendor.deletion_confirmed',
  'A vendor that is left confirmed what became of our data',
);

export const vendorOffboarded = news(
  'vendor.offboarded',
  'The offboarding of a vendor is completed',
);
