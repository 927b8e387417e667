import type { SampleAnswers } from '../../story.js';

/** Sections 1 to 3: our data, training, the people behind it. */
export const dataAnswers: SampleAnswers = {
  'data.stores': {
    value: [
      {
        what: 'Call recordings as uploaded',
        where: 'AWS S3, Frankfurt (eu-central-1)',
        purpose: 'Waiting for transcription',
        retentionDays: 7,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, one KMS key for each customer',
        trainedOn: 'no',
        deletedHow: 'Bucket rule, checked every night',
      },
      {
        what: 'Transcripts and speaker labels',
        where: 'Amazon Aurora, Frankfurt',
        purpose: 'Search and export by the customer',
        retentionDays: 30,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, one KMS key for each customer',
        trainedOn: 'no',
        deletedHow: 'Nightly job; each run leaves a record',
      },
      {
        what: 'Access and job logs, without content',
        where: 'AWS CloudWatch, Frankfurt',
        purpose: 'Running the service, investigating incidents',
        retentionDays: 400,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, key of the log account',
        trainedOn: 'no',
        deletedHow: 'Log retention setting',
      },
      {
        what: 'Database backups',
        where: 'AWS Backup, Frankfurt, separate account',
        purpose: 'Restoring the service',
        retentionDays: 120,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, key of the backup account',
        trainedOn: 'no',
        deletedHow: 'Backups expire after 120 days',
      },
    ],
    comment: 'Recordings are never copied to laptops. The backup plan keeps longer than we like.',
  },
  'data.encrypted_at_rest': { value: 'yes' },
  'data.encrypted_in_transit': {
    value: 'yes',
    comment: 'TLS 1.3 at the edge, mutual TLS between our own services.',
  },
  'data.keys': { value: 'own_key' },
  'data.separated': {
    value: 'enforced',
    comment:
      'The database filters every row by customer; a bucket prefix and key for each customer.',
  },
  'data.prompts_kept': {
    value: 'customer_sets',
    comment: 'You set it between 1 and 90 days. Your setting today is 30.',
  },
  'data.embeddings': { value: 'none_made' },
  'data.region': {
    value: 'yes',
    comment: 'Everything runs in Frankfurt; the models run on our own machines there.',
  },
  'data.test_use': {
    value: 'no',
    comment: 'Test calls are read out by our own staff from made-up scripts.',
  },
  'training.use_of_ours': { value: 'never', comment: 'Clause 9.2 of the agreement.' },
  'training.providers': {
    notApplicableReason:
      'No model of another company receives your data: we host all speech models ourselves.',
  },
  'training.own_models': {
    value: 'yes',
    comment: 'We fine-tune Whisper for telephone sound and for German dialects.',
  },
  'training.rights': {
    value: 'yes',
    comment: 'Register of 14 data sets; each has a licence or signed consent on file.',
  },
  'training.poisoning': {
    value: 'yes',
    comment:
      'Sets are frozen with SHA-256 and compared before each run. Last failed check: a truncated upload in spring.',
  },
  'people.used': {
    value: 'yes',
    comment: 'About 60 speakers read scripts for us. They are paid by the hour.',
  },
  'people.our_data_seen': { value: 'never' },
  'people.collected': {
    value: ['addresses', 'bank_details', 'voice_or_face'],
    comment:
      'Address and bank details for the contract and the payment; the voice is the work itself.',
  },
  'people.purpose': { value: 'yes' },
  'people.addresses': { value: 'yes' },
  'people.recordings': { value: 'agreed_only' },
  'people.retention': {
    value: 180,
    comment:
      'Speakers may ask for earlier deletion. Invoices are kept longer, as tax law requires.',
  },
  'people.deletion': {
    value: 'by_hand',
    comment: 'First Monday of each quarter, two people, with a record.',
  },
};
