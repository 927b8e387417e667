/** An action of the journal as people read it: `legal-hold.released` is "Legal hold released". */
export function saidOf(action: string): string {
  const text = action.replace(/[._-]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
