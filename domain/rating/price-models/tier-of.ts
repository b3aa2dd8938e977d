import type { Dec } from '../../money/decimal.ts';

/** The row that a whole quantity lies in: each covers (floor, upTo], and the last one everything beyond. */
export function tierOf<T extends { readonly upTo: Dec | null }>(rows: readonly T[], quantity: Dec): T | undefined {
  for (const row of rows) if (row.upTo === null || quantity.lte(row.upTo)) return row;
  return rows.at(-1);
}
