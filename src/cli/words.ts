export const help = `Assay on the command line

  assay journal verify             Recompute the whole journal and say whether anything was changed.
                                   Works while the server runs.
  assay journal verify SIZE HASH   The same, and that the checkpoint printed on a report is part of it.
  assay user password-link EMAIL   Make a one-time link through which this person chooses a new password,
                                   for an administrator who is locked out. Stop the server first, unless
                                   ASSAY_DATABASE_URL is set.
  assay help                       This.

It uses the same settings as the server: ASSAY_DATA, ASSAY_DATABASE_URL, ASSAY_BASE_URL.
`;
