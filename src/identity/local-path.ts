/** `asked` where it is a path on this site, otherwise `/`: nobody is sent elsewhere after signing in. */
export function localPath(asked: string | undefined): string {
  if (!asked || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return '/';
  return asked;
}
