import { cleanText } from './clean-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, safe between tags and inside quoted attributes. */
export const escapeHtml = (value: unknown): string =>
  cleanText(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
