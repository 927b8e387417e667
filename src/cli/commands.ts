import { acceptTheJournal } from './accept-journal.js';
import { makeBackup } from './backup/make-backup.js';
import { restoreBackup } from './backup/restore-backup.js';
import { verifyBackup } from './backup/verify-backup.js';
import type { Command } from './command.js';
import { keysRotate } from './keys-rotate.js';
import { loadEverything } from './load-everything.js';
import { makePasswordLink } from './make-password-link.js';
import { rotateSigning } from './rotate-signing.js';
import { readCheckpoint, readKeptFile, verifyAgainst, verifyTheJournal } from './verify-journal.js';

export const commands: readonly Command[] = [
  {
    usage: 'journal verify',
    help: ['Recompute the whole journal and say whether anything was changed.'],
    run: async (config, terminal) => verifyTheJournal(config, terminal),
  },
  {
    usage: 'journal verify SIZE HASH',
    help: ['The same, and that the checkpoint printed on a report is part of it.'],
    run: async (config, terminal, size = '', hash = '') =>
      verifyTheJournal(config, terminal, readCheckpoint(size, hash)),
  },
  {
    usage: 'journal verify --against FILE',
    help: [
      'The same against a signed checkpoint that was kept elsewhere, with the proof that',
      'the journal of today continues it. FILE: as it was downloaded, the letter saved as',
      'plain text, or the message of a webhook.',
    ],
    run: async (config, terminal, file = '') => verifyAgainst(config, terminal, readKeptFile(file)),
  },
  {
    usage: 'journal accept --reason TEXT',
    help: [
      'Say that the journal is right as it is, though it does not hold the checkpoint that is',
      'kept beside the keys: after a restore from an older backup. It stands in the journal.',
      'Stop the server first, unless ASSAY_DATABASE_URL is set.',
    ],
    run: async (config, terminal, reason = '') => acceptTheJournal(config, terminal, reason),
  },
  {
    usage: 'dossier verify FILE',
    help: [
      'Say whether a dossier, a zip or the folder it was unpacked to, is as it was signed, and',
      'with which key. It needs no data of this server.',
    ],
    run: async (_, terminal, file = '') => {
      const { verifyTheDossier } = await import('./verify-dossier.js');
      return verifyTheDossier(terminal, file);
    },
  },
  {
    usage: 'user password-link EMAIL',
    help: [
      'Make a one-time link through which this person chooses a new password,',
      'for an administrator who is locked out. Stop the server first, unless',
      'ASSAY_DATABASE_URL is set.',
    ],
    run: async (config, terminal, email = '') => makePasswordLink(config, terminal, email),
  },
  {
    usage: 'keys rotate',
    help: [
      'Make a new master key, seal everything with it that the old one sealed, and destroy',
      'the old one. Stop every server first. Broken off, it goes on where it was when it',
      'is called again, and the server can start meanwhile.',
    ],
    run: async (config, terminal) => keysRotate(config, terminal, false),
  },
  {
    usage: 'keys rotate anyway',
    help: ['The same, also where something is damaged and opens with neither key.'],
    run: async (config, terminal) => keysRotate(config, terminal, true),
  },
  {
    usage: 'keys rotate-signing',
    help: [
      'Sign checkpoints and dossiers with a new key from now on, and destroy the old one; its',
      'public key is kept. Stop every server first.',
    ],
    run: async (config, terminal) => rotateSigning(config, terminal),
  },
  {
    usage: 'keys rotate-signing FILE',
    help: ['The same with a key of your own: Ed25519, PEM, without a password.'],
    run: async (config, terminal, file = '') => rotateSigning(config, terminal, file),
  },
  {
    usage: 'backup DIR',
    help: [
      'Copy the database and the stored files, as they are at one moment, into a new folder,',
      'while the server runs. The keys are never in it.',
    ],
    run: async (config, terminal, folder = '') => {
      await loadEverything();
      return makeBackup(config, terminal, folder);
    },
  },
  {
    usage: 'backup verify DIR',
    help: [
      'Say whether a backup is whole and as it was made, its journal included; with the keys at',
      'hand also whether it was signed with yours and whether its files open.',
    ],
    run: async (config, terminal, folder = '') => {
      await loadEverything();
      return verifyBackup(config, terminal, folder);
    },
  },
  {
    usage: 'backup verify DIR FINGERPRINT',
    help: ['The same, and that it was signed with this key, not the one at hand.'],
    run: async (config, terminal, folder = '', fingerprint) => {
      await loadEverything();
      return verifyBackup(config, terminal, folder, fingerprint);
    },
  },
  {
    usage: 'restore DIR',
    help: [
      'Verify a backup and put it into ASSAY_DATA, which must be empty but for keys/. Broken',
      'off, it is done again.',
    ],
    run: async (config, terminal, folder = '') => {
      await loadEverything();
      return restoreBackup(config, terminal, folder);
    },
  },
];
