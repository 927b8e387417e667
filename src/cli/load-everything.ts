/** All that seals or names stored files declares it when it is loaded: what is not loaded would be forgotten. */
export async function loadEverything(): Promise<void> {
  await import('../app.module.js');
}
