import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const LOST = new Set(['ConditionalCheckFailed', 'TransactionConflict']);

/**
 * True when a write failed only because somebody else was faster: nothing was written, load and decide again. Anything else
 * among a transaction's reasons (throttling, validation) is a fault and not a lost race.
 */
export function lostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (error instanceof Error && error.name === 'TransactionConflictException') return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const reasons = (error.CancellationReasons ?? []).flatMap(({ Code }) =>
    Code === undefined || Code === 'None' ? [] : [Code],
  );
  return reasons.length > 0 && reasons.every((code) => LOST.has(code));
}
