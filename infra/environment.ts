import type { FunctionSpec } from './functions.ts';
import type { SharedResources } from './permissions.ts';

export type EnvironmentSources = SharedResources & {
  readonly homeSite: string;
  readonly mailFrom: string;
  readonly publicApiUrl: string;
};

/** The variables of a function: the addresses of exactly what it uses, and its home site. */
export function environmentOf({ uses }: FunctionSpec, from: EnvironmentSources): Readonly<Record<string, string>> {
  const queueUrls = (uses.sendsTo ?? []).map((name) => [
    `${name.toUpperCase()}_QUEUE_URL`,
    from.queues[name].queue.queueUrl,
  ]);
  const deadLetterUrls = (uses.countsDeadLettersOf ?? []).map((name) => [
    `${name.toUpperCase()}_DEAD_LETTER_QUEUE_URL`,
    from.queues[name].deadLetters.queueUrl,
  ]);
  return {
    TABLE_NAME: from.table.tableName,
    HOME_SITE: from.homeSite,
    ...Object.fromEntries([...queueUrls, ...deadLetterUrls]),
    ...(uses.documents ? { DOCUMENTS_BUCKET: from.documents.bucketName } : {}),
    ...(uses.sendsMail ? { MAIL_FROM: from.mailFrom } : {}),
    ...(uses.publicApiUrl ? { PUBLIC_API_URL: from.publicApiUrl } : {}),
  };
}
