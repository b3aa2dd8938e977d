import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { TABLE_SHAPE } from '../functions/adapters/dynamo/table-shape.ts';
import type { FunctionSpec, Trigger } from './functions.ts';
import type { QueueName } from './queues.ts';

/** What the functions share, as they are known while the stack is built. */
export type SharedResources = {
  readonly table: ITable;
  readonly documents: IBucket;
  readonly queues: Readonly<Record<QueueName, { readonly queue: IQueue; readonly deadLetters: IQueue }>>;
  /** ARNs of the sender's address and of its settings. */
  readonly mailSender: readonly string[];
  /** Where job starts go that failed to the end. */
  readonly unstartedJobs: IQueue;
  /** Where outbox records go that could not be dispatched. */
  readonly undispatchedRecords: IQueue;
};

/** Allows these actions on these resources. */
export const permission = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

/** All that a function may do, but for writing its own log, which comes with ServiceFunction. */
export function permissionsOf({ uses, trigger }: FunctionSpec, shared: SharedResources): readonly PolicyStatement[] {
  const { table, documents, queues } = shared;
  const statements: PolicyStatement[] = [];
  if (uses.table) {
    const actions = uses.table.map((action) => `dynamodb:${action}`);
    statements.push(permission(actions, [table.tableArn]));
  }
  if (uses.indexes) {
    const names = uses.indexes.map((index) => TABLE_SHAPE.indexes[index].name);
    const arns = names.map((name) => `${table.tableArn}/index/${name}`);
    statements.push(permission(['dynamodb:Query'], arns));
  }
  if (uses.sendsTo) {
    const arns = uses.sendsTo.map((name) => queues[name].queue.queueArn);
    statements.push(permission(['sqs:SendMessage'], arns));
  }
  if (uses.redrivesDeadLetters) {
    const every = Object.values(queues);
    // SQS moves messages in the name of whoever asks: it must be allowed to take them and to send them.
    const moving = [
      'GetQueueAttributes',
      'ListMessageMoveTasks',
      'StartMessageMoveTask',
      'ReceiveMessage',
      'DeleteMessage',
    ];
    statements.push(
      permission(
        moving.map((action) => `sqs:${action}`),
        every.map(({ deadLetters }) => deadLetters.queueArn),
      ),
      permission(
        ['sqs:SendMessage'],
        every.map(({ queue }) => queue.queueArn),
      ),
    );
  }
  if (uses.documents) statements.push(permission(['s3:GetObject'], [documents.arnForObjects('*')]));
  if (uses.documents === 'read-write') {
    statements.push(permission(['s3:PutObject'], [documents.arnForObjects('*')]));
    // To whoever may not list, S3 says of a missing object that it is forbidden.
    statements.push(permission(['s3:ListBucket'], [documents.bucketArn]));
  }
  if (uses.sendsMail) statements.push(permission(['ses:SendEmail'], shared.mailSender));
  if (uses.sendsTexts) {
    // A phone has no ARN. Everything that has one is left out: topics, and the apps of platforms.
    statements.push(new PolicyStatement({ actions: ['sns:Publish'], notResources: ['arn:*:sns:*:*:*'] }));
  }
  return [...statements, ...permissionsToBeWoken(trigger, shared)];
}

/** What its trigger needs of a function: a queue and a stream are read in the function's own name. */
function permissionsToBeWoken(trigger: Trigger, shared: SharedResources): readonly PolicyStatement[] {
  switch (trigger.kind) {
    case 'http':
    case 'command':
      return [];
    case 'queue':
      return [
        permission(
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          [shared.queues[trigger.queue].queue.queueArn],
        ),
      ];
    case 'schedule':
      return [permission(['sqs:SendMessage'], [shared.unstartedJobs.queueArn])];
    case 'outbox':
      return [
        permission(
          ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          [streamArnOf(shared.table)],
        ),
        permission(['dynamodb:ListStreams'], ['*']),
        permission(['sqs:SendMessage'], [shared.undispatchedRecords.queueArn]),
      ];
  }
}

/** The ARN of the table's stream. Throws when the table was built without one. */
export function streamArnOf(table: ITable): string {
  if (!table.tableStreamArn) throw new Error('The table has no stream, so nothing can dispatch its outbox.');
  return table.tableStreamArn;
}
