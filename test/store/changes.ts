import type { Change } from '../../functions/ports.ts';
import type { RecordKind, RecordTypes } from '../../functions/records.ts';

export const put = <K extends RecordKind>(kind: K, value: RecordTypes[K]): Change => ({ put: kind, value }) as Change;

export const remove = <K extends RecordKind>(kind: K, value: RecordTypes[K]): Change =>
  ({ remove: kind, value }) as Change;

/** The record as it is stored by its next commit. */
export const stored = <T extends { readonly version: number }>(value: T): T => ({
  ...value,
  version: value.version + 1,
});
