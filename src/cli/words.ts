export const help = `Assay on the command line

  assay journal verify             Recompute the whole journal and say whether anything was changed.
                                   Works while the server runs.
  assay journal verify SIZE HASH   The same, and that the checkpoint printed on a report is part of it.
  assay journal verify --against FILE
                                   The same against a signed checkpoint that was kept elsewhere, with the proof that
                                   the journal of today continues it.
  assay user password-link EMAIL   Make a one-time link through which this person chooses a new password,
                                   for an administrator who is locked out. Stop the server first, unless
                                   ASSAY_DATABASE_URL is set.
  assay keys rotate                Make a new master key, seal everything with it that the old one sealed, and destroy
                                   the old one. Stop every server first. Broken off, it goes on where it was when it
                                   is called again, and the server can start meanwhile.
  assay keys rotate anyway         The same, also where something is damaged and opens with neither key.
  assay keys rotate-signing        Sign checkpoints and dossiers with a new key from now on, and destroy the old one; its
                                   public key is kept. Stop every server first.
  assay keys rotate-signing FILE   The same with a key of your own: Ed25519, PEM, without a password.
  assay help                       This.

It uses the same settings as the server: ASSAY_DATA, ASSAY_DATABASE_URL, ASSAY_BASE_URL.
`;
