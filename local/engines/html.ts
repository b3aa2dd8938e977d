/** HTML that is safe to send: only the `html` tag makes it. */
export type Html = { readonly markup: string };
type Part = string | number | Html | readonly Html[];

/** Text in the holes is escaped, HTML and lists of it are taken as they are. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: texts.map((text, index) => text + (index < parts.length ? shown(parts[index] ?? '') : '')).join(''),
  };
}

export const NOTHING: Html = { markup: '' };

function shown(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
