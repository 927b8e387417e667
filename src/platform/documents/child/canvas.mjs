// @ts-check

export const widest = 900;
export const highest = 1800;
export const mostPixels = 40_000_000;

/** The optional drawing library, or undefined where it was not installed. */
export async function drawing() {
  try {
    return await import('@napi-rs/canvas');
  } catch {
    return undefined;
  }
}

/**
 * How much smaller something must be drawn to fit.
 * @param {number} width
 * @param {number} height
 */
export const scaleFor = (width, height) => Math.min(widest / width, highest / height);
