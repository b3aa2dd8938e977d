/** Puts values into `{name}` places: `Page {page}` with page 3 → `Page 3`. A place without a value becomes empty. */
export const fillWords = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_place, name: string) => values.get(name) ?? '');
