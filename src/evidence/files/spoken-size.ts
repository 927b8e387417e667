const units = ['KB', 'MB', 'GB'];

/** `bytes` (whole, 0 or more) as people say it, in steps of 1,024: `740 bytes`, `1.2 MB`. */
export function spokenSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
