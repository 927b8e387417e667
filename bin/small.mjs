/**
 * What Node's engine is told where memory is scarce: little room for young objects, and to tidy up before the old ones are half as
 * many again. See docs/decisions/0038-what-a-dossier-adds.md.
 */
export const small = ['--max-semi-space-size=2', '--heap-growing-percent=40'];
