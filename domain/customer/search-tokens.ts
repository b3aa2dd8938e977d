const SHORTEST = 1;
const LONGEST = 60;
const MOST_TOKENS = 30;

/** Case and accents do not matter to a search: `Žan Müller` becomes `zan muller`. */
export const searchText = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/**
 * The words that a customer is found by while somebody types: every text as a whole, and every word in it. Made from names,
 * e-mail, address and identifiers; in the order given, each once.
 */
export function searchTokens(texts: readonly string[]): readonly string[] {
  const tokens = new Set<string>();
  for (const text of texts) {
    const whole = searchText(text);
    for (const token of [whole.replaceAll(/\s+/g, ' '), ...whole.split(/[^\p{L}\p{N}]+/u)]) {
      if (token.length >= SHORTEST) tokens.add(token.slice(0, LONGEST));
    }
  }
  return [...tokens].slice(0, MOST_TOKENS);
}
