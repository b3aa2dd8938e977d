import type { UsageEvent } from '../../../lib/answers.ts';

/** A ledger entry, with what finds it fast: its ledger, its position, its time. */
export type ExplainedEntry = { readonly balanceGroupId: string; readonly seq: string; readonly at: string };

/** As it stands in addresses: 2101.17.2026-10-18T15:40:26Z. */
export const explainedText = ({ balanceGroupId, seq, at }: Pick<UsageEvent, 'balanceGroupId' | 'seq' | 'at'>): string =>
  `${balanceGroupId}.${seq}.${at}`;

export function parseExplained(text: string | undefined): ExplainedEntry | undefined {
  const [, balanceGroupId, seq, at] = /^(\d+)\.(\d+)\.(.+)$/.exec(text ?? '') ?? [];
  return balanceGroupId === undefined || seq === undefined || at === undefined
    ? undefined
    : { balanceGroupId, seq, at };
}
