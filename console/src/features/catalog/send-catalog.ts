import { type Api, answerOf } from '../../lib/api.ts';

export type ImportOrder = {
  readonly file: File | null;
  /** Delete what the file does not have. */
  readonly prune: boolean;
  /** Also what is in force may change. */
  readonly correction: boolean;
};

const flag = (is: boolean): 'true' | 'false' => (is ? 'true' : 'false');

/** Sends a file as it is; a dry run only tells what would change. */
export async function sendCatalog(api: Api, { file, prune, correction }: ImportOrder, isDryRun: boolean) {
  if (file === null) throw new Error('There is no file to send');
  const text = await file.text();
  const type = file.name.endsWith('.json') ? 'application/json' : 'application/yaml';
  return answerOf(
    api.POST('/v1/catalog/import', {
      params: { query: { dryRun: flag(isDryRun), prune: flag(prune), correction: flag(correction) } },
      body: text,
      bodySerializer: () => text,
      headers: { 'content-type': type },
    }),
  );
}
