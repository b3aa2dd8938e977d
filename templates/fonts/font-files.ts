import { readFileSync } from 'node:fs';

/**
 * Noto Sans, cut to Latin, Greek and Cyrillic with kerning; figures are tabular. The build lays the files beside the
 * bundle.
 */
export const readFonts = (): { readonly regular: Uint8Array; readonly semibold: Uint8Array } => ({
  regular: readFileSync(new URL('./noto-sans-regular.ttf', import.meta.url)),
  semibold: readFileSync(new URL('./noto-sans-semibold.ttf', import.meta.url)),
});
