/** Codes as people type them: with commas, spaces or lines between. */
export const promotionCodes = (typed: string): string[] => [
  ...new Set(typed.split(/[\s,;]+/).filter((code) => code !== '')),
];
