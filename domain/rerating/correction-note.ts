/** What stands on every entry that a re-rating posts. By it a run knows its own again. */
export const correctionNote = (order: { readonly by: string; readonly reason: string }, runId: string): string =>
  `${order.by}: ${order.reason} (run ${runId})`;
