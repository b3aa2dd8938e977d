import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../infra/functions.ts';
import { functionsOf } from './support/functions.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const functions = functionsOf(app);

const READ = 'GetItem Query';
const PUT = 'GetItem PutItem Query';
const PUT_AND_COUNT = 'GetItem PutItem Query UpdateItem';
const CHANGE_CONTRACTS = 'DeleteItem GetItem PutItem Query UpdateItem';

const BY_DUE_DATE = { 'LedgerTable.Arn/index/gsi1': 'Query' };
const LISTS = { 'LedgerTable.Arn/index/gsi2': 'Query' };

const SEND = 'SendMessage';
const RECEIVE = 'DeleteMessage GetQueueAttributes ReceiveMessage';
const REDRIVE = 'DeleteMessage GetQueueAttributes ListMessageMoveTasks ReceiveMessage StartMessageMoveTask';
const RECEIVE_AND_SEND = 'DeleteMessage GetQueueAttributes ReceiveMessage SendMessage';

const JOB_WORK = {
  'LedgerTable.Arn': PUT_AND_COUNT,
  ...BY_DUE_DATE,
  ...LISTS,
  'BillingQueue.Arn': SEND,
  'InvoicingQueue.Arn': SEND,
  'LifecycleQueue.Arn': SEND,
  'CollectionQueue.Arn': SEND,
  'ClockQueue.Arn': SEND,
};

/** All that a function may do beside writing its own log. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalog: { 'LedgerTable.Arn': 'DeleteItem GetItem PutItem Query', ...LISTS },
  customers: { 'LedgerTable.Arn': CHANGE_CONTRACTS, ...LISTS },
  onboarding: { 'LedgerTable.Arn': CHANGE_CONTRACTS, ...LISTS },
  billing: { 'LedgerTable.Arn': CHANGE_CONTRACTS, ...LISTS, 'Documents.Arn/*': 'GetObject' },
  usage: {
    'LedgerTable.Arn': PUT_AND_COUNT,
    ...LISTS,
    'UsageQueue.Arn': SEND,
    'BillingQueue.Arn': SEND,
    'InvoicingQueue.Arn': SEND,
    'LifecycleQueue.Arn': SEND,
    'CollectionQueue.Arn': SEND,
  },
  charging: { 'LedgerTable.Arn': 'BatchGetItem GetItem PutItem Query' },
  operations: {
    ...JOB_WORK,
    'LedgerTable.Arn': 'DeleteItem GetItem PutItem Query UpdateItem',
    'UsageQueue.Arn': SEND,
    'MailQueue.Arn': SEND,
    'NotificationsQueue.Arn': SEND,
    'UsageQueueDeadLettersQueue.Arn': REDRIVE,
    'BillingQueueDeadLettersQueue.Arn': REDRIVE,
    'InvoicingQueueDeadLettersQueue.Arn': REDRIVE,
    'LifecycleQueueDeadLettersQueue.Arn': REDRIVE,
    'CollectionQueueDeadLettersQueue.Arn': REDRIVE,
    'MailQueueDeadLettersQueue.Arn': REDRIVE,
    'NotificationsQueueDeadLettersQueue.Arn': REDRIVE,
    'ClockQueueDeadLettersQueue.Arn': REDRIVE,
  },
  documents: { 'LedgerTable.Arn': READ, ...LISTS, 'Documents.Arn/*': 'GetObject' },
  'rate-usage': { 'LedgerTable.Arn': 'BatchGetItem GetItem PutItem Query UpdateItem', 'UsageQueue.Arn': RECEIVE },
  'run-billing': { ...JOB_WORK, 'LedgerTable.Arn': CHANGE_CONTRACTS, 'BillingQueue.Arn': RECEIVE_AND_SEND },
  'render-invoice': {
    ...JOB_WORK,
    'InvoicingQueue.Arn': RECEIVE_AND_SEND,
    'Documents.Arn': 'ListBucket',
    'Documents.Arn/*': 'GetObject PutObject',
  },
  'run-lifecycle': {
    ...JOB_WORK,
    'LedgerTable.Arn': 'DeleteItem GetItem PutItem Query UpdateItem',
    'LifecycleQueue.Arn': RECEIVE_AND_SEND,
    'UsageQueue.Arn': SEND,
  },
  'collect-payment': { ...JOB_WORK, 'CollectionQueue.Arn': RECEIVE_AND_SEND },
  'send-mail': {
    'LedgerTable.Arn': PUT,
    ...LISTS,
    'MailQueue.Arn': RECEIVE,
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/MailAddress': 'SendEmail',
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/MailSettings': 'SendEmail',
  },
  'deliver-notification': {
    'LedgerTable.Arn': PUT,
    ...LISTS,
    'NotificationsQueue.Arn': RECEIVE_AND_SEND,
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/MailAddress': 'SendEmail',
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/MailSettings': 'SendEmail',
    // Phones have no ARN; what has one cannot be published to.
    'all but arn:*:sns:*:*:*': 'Publish',
  },
  'advance-clock': { ...JOB_WORK, 'ClockQueue.Arn': RECEIVE_AND_SEND },
  'start-job': { ...JOB_WORK, 'UnstartedJobsQueue.Arn': SEND },
  'dispatch-outbox': {
    'LedgerTable.Arn': PUT,
    ...LISTS,
    'LedgerTable.StreamArn': 'DescribeStream GetRecords GetShardIterator',
    '*': 'ListStreams',
    'MailQueue.Arn': SEND,
    'NotificationsQueue.Arn': SEND,
    'UndispatchedRecordsQueue.Arn': SEND,
  },
  'set-up-site': { 'LedgerTable.Arn': PUT, ...LISTS },
};

test('every function of the list is deployed, and no other', () => {
  expect(functions.map(({ name }) => name).sort()).toEqual(FUNCTIONS.map(({ name }) => name).sort());
  expect(Object.keys(ALLOWED).sort()).toEqual(FUNCTIONS.map(({ name }) => name).sort());
});

test.for(functions)('$name may do what it needs and nothing else', ({ name, logicalId, permissions }) => {
  const ownLog = `${logicalId.replace(/Function[0-9A-F]{8}$/, '')}Log.Arn`;
  expect(permissions).toEqual({
    [ownLog]: 'CreateLogStream PutLogEvents',
    ...ALLOWED[name],
  });
});

test.for(functions)('$name takes no permissions from policies that AWS may widen', ({ managedPolicies }) => {
  expect(managedPolicies).toEqual([]);
});

test('no action is allowed by a wildcard', () => {
  const actions = functions.flatMap(({ permissions }) => Object.values(permissions));
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});
