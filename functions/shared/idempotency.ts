import { createHash } from 'node:crypto';
import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Change, Commit, Records } from '../ports.ts';
import type { IdempotencyRecord } from '../records.ts';

const KEY = /^[\x21-\x7e]{1,128}$/;
const KEPT_SECONDS = 14 * 24 * 60 * 60;

/** A request that carries an Idempotency-Key: the answer it already got, and how to keep the one it gets now. */
export type Attempt = {
  readonly answered: IdempotencyRecord | null;
  readonly remember: (status: number, body: unknown) => readonly Change[];
};

/** Without a key nothing is remembered: doing it again does it again. */
export const unremembered: Attempt = { answered: null, remember: () => [] };

/** Everything that makes two requests the same: who asks for what, with which words. */
export const requestHash = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * Looks up what the key was used for. The same key with another request is refused; `nowSeconds` is the system's time, since
 * the table forgets keys by it, never a test clock's.
 */
export async function beginAttempt(
  { records }: { readonly records: Pick<Records, 'get'> },
  { siteId, key, hash, nowSeconds }: { siteId: string; key: string; hash: string; nowSeconds: number },
): Promise<Result<Attempt, Refusal>> {
  if (!KEY.test(key)) {
    return err(
      refusal('request.malformed', 'Send an Idempotency-Key of 1 to 128 visible ASCII characters, such as a UUID.'),
    );
  }
  const known = await records.get('idempotency', siteId, { key });
  const answered = known !== null && known.expiresAt > nowSeconds ? known : null;
  if (answered !== null && answered.requestHash !== hash) {
    return err(refusal('idempotency.key_reused', 'This Idempotency-Key answered another request. Use a new key.'));
  }
  return ok({
    answered,
    remember: (status, body) => {
      const value = { siteId, key, requestHash: hash, status, body: JSON.stringify(body) };
      return [
        { put: 'idempotency', value: { ...value, expiresAt: nowSeconds + KEPT_SECONDS, version: known?.version ?? 0 } },
      ];
    },
  });
}

/** Thrown out of a commit when a twin of the request won the race: its answer is the answer. */
export class AnsweredMeanwhile extends Error {
  override readonly name = 'AnsweredMeanwhile';
}

/**
 * A commit that tells a lost race from a request that was answered meanwhile, so that of two twins one acts and both get the
 * same answer. Doors give it to their use cases instead of the plain commit.
 */
export const onceCommit =
  ({ commit, records }: { readonly commit: Commit; readonly records: Pick<Records, 'get'> }): Commit =>
  async (changes) => {
    const outcome = await commit(changes);
    if (outcome === 'done') return outcome;
    for (const change of changes) {
      if (!('put' in change) || change.put !== 'idempotency') continue;
      const { siteId, key, version } = change.value;
      const stored = await records.get('idempotency', siteId, { key });
      if (stored !== null && stored.version > version) throw new AnsweredMeanwhile(key);
    }
    return outcome;
  };

/** The call of a use case whose result is not yet in the answer's words: `toBody` translates what is remembered. */
export const rememberAs = <C extends { readonly remember: (status: number, body: unknown) => readonly Change[] }, T>(
  call: C,
  toBody: (result: T) => unknown,
): Omit<C, 'remember'> & { readonly remember: (status: number, result: T) => readonly Change[] } => ({
  ...call,
  remember: (status, result) => call.remember(status, toBody(result)),
});
