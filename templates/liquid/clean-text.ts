// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * What a template prints of a value: text without control characters and without the direction overrides that make
 * `gpj.exe` read `exe.jpg`, with half surrogates replaced. Tabs and line feeds stay. Objects print nothing.
 */
export function cleanText(value: unknown): string {
  if (Array.isArray(value)) return value.map(cleanText).join('');
  if (typeof value === 'string') return value.toWellFormed().replaceAll(UNPRINTABLE, '');
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
}

/** One line of at most 200 characters: what may stand in a mail header. Nothing in it can begin a second header. */
export function cleanLine(value: unknown): string {
  const line = cleanText(value).replaceAll(/[\s\u2028\u2029]+/g, ' ');
  return line.length <= 200 ? line : `${line.slice(0, 199).toWellFormed()}…`;
}
