import { policy } from '../../policies/index.js';

export const uploadLimits = policy('uploads', {
  title: 'Files sent by vendors',
  about:
    'How much one link may send as evidence, with those its holder passed on to colleagues, so that nobody fills the disk with it. How large one file may be is a setting of the server.',
  figures: {
    filesPerLink: {
      label: 'Files a link may send',
      unit: 'files',
      usual: 60,
      min: 1,
      max: 1_000,
    },
    megabytesPerLink: {
      label: 'All files of a link together',
      unit: 'megabytes',
      usual: 1_000,
      min: 1,
      max: 100_000,
    },
  },
});
