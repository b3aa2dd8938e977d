import type { FunctionSpec } from './functions.ts';
import type { SharedResources } from './permissions.ts';
import { QUEUES } from './queues.ts';

export type EnvironmentSources = SharedResources & {
  readonly homeSite: string;
  readonly taxGatewayUrl?: string;
  readonly mailFrom: string;
  readonly publicApiUrl: string;
};

/** The variables of a function: the addresses of exactly what it uses. */
export function environmentOf({ uses }: FunctionSpec, from: EnvironmentSources): Readonly<Record<string, string>> {
  const queueUrls: Record<string, string> = {};
  for (const name of uses.sendsTo ?? [])
    queueUrls[`${name.toUpperCase()}_QUEUE_URL`] = from.queues[name].queue.queueUrl;
  for (const name of uses.redrivesDeadLetters ? QUEUES : [])
    queueUrls[`${name.toUpperCase()}_DEAD_LETTER_QUEUE_URL`] = from.queues[name].deadLetters.queueUrl;
  return {
    ...(uses.table ? { TABLE_NAME: from.table.tableName } : {}),
    ...queueUrls,
    ...(uses.documents ? { DOCUMENTS_BUCKET: from.documents.bucketName } : {}),
    ...(uses.sendsMail ? { MAIL_FROM: from.mailFrom } : {}),
    ...(uses.publicApiUrl ? { PUBLIC_API_URL: from.publicApiUrl } : {}),
    ...(uses.homeSite ? { HOME_SITE: from.homeSite } : {}),
    ...(uses.asksTaxGateway && from.taxGatewayUrl ? { TAX_GATEWAY_URL: from.taxGatewayUrl } : {}),
  };
}
