/** Thrown before anything is written: the changes do not fit into one transaction. The message says what is too large. */
export class CommitTooLarge extends Error {
  override readonly name = 'CommitTooLarge';
}
