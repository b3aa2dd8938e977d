/** `rate-usage` → `RateUsage`: the construct ids of this room. */
export const pascalCase = (kebab: string): string =>
  kebab.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
