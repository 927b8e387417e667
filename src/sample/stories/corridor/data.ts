import type { SampleAnswers } from '../../story.js';

/** Sections 1 to 3: our data, training, the people behind it. */
export const dataAnswers: SampleAnswers = {
  'data.stores': {
    value: [
      {
        what: 'Prompts and outputs, for replay',
        where: 'MySQL on AWS RDS, Dublin (eu-west-1)',
        purpose: 'Debugging by the customer',
        retentionDays: 14,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, KMS key for each customer',
        trainedOn: 'no',
        deletedHow: 'Partition dropped every night',
      },
      {
        what: 'Embeddings of prompts, for the answer cache',
        where: 'Qdrant on our own machines, Dublin',
        purpose: 'Answering repeated questions without a model call',
        retentionDays: 7,
        encryptedAtRest: 'yes',
        encryptionHow: 'Encrypted volume',
        trainedOn: 'no',
        deletedHow: 'Expires by itself',
      },
      {
        what: 'Provider keys of our customers',
        where: 'HashiCorp Vault, Dublin',
        purpose: 'Calling the model providers in your name',
        retentionDays: 0,
        encryptedAtRest: 'yes',
        encryptionHow: 'Sealed by KMS',
        trainedOn: 'no',
        deletedHow: 'At once when you remove the key',
      },
      {
        what: 'Usage records: who called which model, when, at what cost',
        where: 'MySQL on AWS RDS, Dublin',
        purpose: 'Invoices and limits',
        retentionDays: 730,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, one key',
        trainedOn: 'no',
        deletedHow: 'Yearly clean-up',
      },
      {
        what: 'Backups of both databases',
        where: 'AWS S3, Frankfurt',
        purpose: 'Restoring the service',
        retentionDays: 120,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, key of the backup account',
        trainedOn: 'no',
        deletedHow: 'Bucket rule',
      },
    ],
  },
  'data.encrypted_at_rest': { value: 'yes' },
  'data.encrypted_in_transit': { value: 'yes', comment: 'TLS 1.3 outside, WireGuard inside.' },
  'data.keys': { value: 'own_key' },
  'data.separated': {
    value: 'database',
    comment: 'A schema and a Qdrant collection for each customer.',
  },
  'data.prompts_kept': {
    value: 'up_to_30',
    comment: '14 days with us. The model providers keep up to 30 days to detect abuse.',
  },
  'data.embeddings': {
    value: 'deleted_later',
    comment: 'They leave the answer cache by themselves, after 7 days at the latest.',
  },
  'data.region': {
    value: 'yes',
    comment: 'With the European endpoints of the providers switched on, as they are for you.',
  },
  'data.test_use': { value: 'no' },
  'training.use_of_ours': { value: 'never' },
  'training.providers': { value: 'yes', comment: 'Business terms of both providers.' },
  'training.own_models': { value: 'no', comment: 'We route; we train nothing.' },
  'people.used': { value: 'no' },
};
