import { basename } from 'node:path';
import { build } from 'esbuild';
import { type FunctionSpec, TABLE_ACTIONS, type TableAction, type Uses } from '../../../infra/functions.ts';
import type { QueueName } from '../../../infra/queues.ts';

/** How a bundle spells an access to the table, once esbuild has dropped what it does not use and numbered equal names. */
const TABLE_SPELLINGS: Readonly<Record<TableAction, RegExp>> = {
  GetItem: /new (TransactGet|Get)Command\d*\(|\.get\(.*\.go\(/,
  BatchGetItem: /new BatchGetCommand\d*\(/,
  Query: /new QueryCommand\d*\(/,
  PutItem: /new PutCommand\d*\(/,
  // Every commit can add to counts; who asks it to says so.
  UpdateItem: /new UpdateCommand\d*\(|\badd: "/,
  // Every commit can remove; who asks it to says so. A contract that changes may lose parts.
  DeleteItem: /\bremove: "|\bput: "ratingProfile"/,
  ConditionCheckItem: /\bConditionCheck: \{/,
};

const SENDING: readonly { readonly call: RegExp; readonly to: readonly QueueName[] }[] = [
  { call: /\.sendJobs\(/, to: ['billing', 'invoicing', 'lifecycle', 'collection'] },
  { call: /\.sendClockStep\(/, to: ['clock'] },
  { call: /\.sendUsage\(/, to: ['usage'] },
  { call: /\.sendMail\(/, to: ['mail'] },
  { call: /\.sendNotifications\(/, to: ['notifications'] },
];

/** By function: what its own code uses, as infra/functions.ts should say it. */
export async function usesInCode(root: string, functions: readonly FunctionSpec[]): Promise<ReadonlyMap<string, Uses>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: functions.map(({ name, entry }) => ({ in: entry, out: name })),
    outdir: root,
    write: false,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path, '.js'), usesSpeltIn(text)]));
}

function usesSpeltIn(code: string): Uses {
  const table = TABLE_ACTIONS.filter((action) => TABLE_SPELLINGS[action].test(code));
  const sendsTo = SENDING.filter(({ call }) => call.test(code)).flatMap(({ to }) => to);
  const byDueDate = /\bIndexName: INDEX\d*\b/.test(code);
  const lists = /\bentity\d*\.query\./.test(code);
  const documents = /\bdocuments\d*\.(get|put|putOnce)\(/.test(code) ? 'read-write' : 'links';
  return {
    ...(table.length > 0 ? { table } : {}),
    ...(byDueDate || lists
      ? { indexes: [...(byDueDate ? ['dueWork' as const] : []), ...(lists ? ['lists' as const] : [])] }
      : {}),
    ...(sendsTo.length > 0 ? { sendsTo } : {}),
    ...(/new StartMessageMoveTaskCommand\d*\(/.test(code) ? { redrivesDeadLetters: true } : {}),
    ...(code.includes('DOCUMENTS_BUCKET') ? { documents } : {}),
    ...(/new SendEmailCommand\d*\(/.test(code) ? { sendsMail: true } : {}),
    ...(/new PublishCommand\d*\(/.test(code) ? { sendsTexts: true } : {}),
    ...(code.includes('PUBLIC_API_URL') ? { publicApiUrl: true } : {}),
    ...(code.includes('HOME_SITE') ? { homeSite: true } : {}),
    ...(code.includes('TAX_GATEWAY_URL') ? { asksTaxGateway: true } : {}),
  };
}
