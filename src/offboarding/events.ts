import { news } from '../webhooks/index.js';

export const vendorOffboarded = news(
  'vendor.offboarded',
  'The offboarding of a vendor is completed',
);
