import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Html, html } from '../html.ts';
import type { EngineResponse } from '../http-server.ts';

const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** A style sheet of a page: the shared theme first, then its own rules. */
export function styleSheet(own: URL): string {
  return readFileSync(new URL('theme.css', import.meta.url), 'utf8') + readFileSync(own, 'utf8');
}

export function asset(contentType: string, body: string | Uint8Array): EngineResponse {
  return { status: 200, headers: { 'content-type': contentType, 'x-content-type-options': 'nosniff' }, body };
}

/** Inter, from the package that the console uses too. */
export function fontAsset(): EngineResponse {
  const font = readFileSync(createRequire(import.meta.url).resolve(FONT));
  const response = asset('font/woff2', font);
  return { ...response, headers: { ...response.headers, 'cache-control': 'max-age=86400' } };
}

const LOGO_SHAPE = html`<rect width="28" height="28" rx="7" fill="#4f46e5"/><path d="M5 12.2c3-3.6 6-3.6 9 0s6 3.6 9 0M5 18.2c3-3.6 6-3.6 9 0s6 3.6 9 0" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>`;

/** Two waves on indigo. */
export const LOGO: Html = html`<svg viewBox="0 0 28 28" aria-hidden="true">${LOGO_SHAPE}</svg>`;

/** The same as the browser tab's icon. */
export function iconAsset(): EngineResponse {
  const icon = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">${LOGO_SHAPE}</svg>`;
  return asset('image/svg+xml', icon.markup);
}
