import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../infra/functions.ts';
import { functionsOf } from './support/functions.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const functions = functionsOf(app);

const READ = 'BatchGetItem GetItem Query';
const WRITE = 'BatchGetItem ConditionCheckItem GetItem PutItem Query UpdateItem';
const WRITE_AND_DELETE = 'BatchGetItem ConditionCheckItem DeleteItem GetItem PutItem Query UpdateItem';

const SEND = 'SendMessage';
const RECEIVE = 'DeleteMessage GetQueueAttributes ReceiveMessage';
const RECEIVE_AND_SEND = 'DeleteMessage GetQueueAttributes ReceiveMessage SendMessage';

const READ_DOCUMENTS = { 'Documents.Arn': 'ListBucket', 'Documents.Arn/*': 'GetObject' };

const SEND_TO_EVERY_JOB = {
  'BillingQueue.Arn': SEND,
  'InvoicingQueue.Arn': SEND,
  'LifecycleQueue.Arn': SEND,
  'CollectionQueue.Arn': SEND,
  'ClockQueue.Arn': SEND,
};

/** All that a function may do beside writing its own log and asking the table's two indexes. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalog: { 'LedgerTable.Arn': WRITE_AND_DELETE },
  customers: { 'LedgerTable.Arn': WRITE_AND_DELETE },
  onboarding: { 'LedgerTable.Arn': WRITE },
  billing: {
    'LedgerTable.Arn': WRITE,
    'BillingQueue.Arn': SEND,
    'InvoicingQueue.Arn': SEND,
    ...READ_DOCUMENTS,
  },
  usage: {
    'LedgerTable.Arn': WRITE_AND_DELETE,
    'UsageQueue.Arn': SEND,
    'UsageQueueDeadLettersQueue.Arn': 'GetQueueAttributes',
  },
  operations: {
    'LedgerTable.Arn': WRITE,
    ...SEND_TO_EVERY_JOB,
    'UsageQueueDeadLettersQueue.Arn': 'GetQueueAttributes',
  },
  documents: { 'LedgerTable.Arn': READ, ...READ_DOCUMENTS },
  'rate-usage': { 'LedgerTable.Arn': WRITE, 'UsageQueue.Arn': RECEIVE },
  'run-billing': {
    'LedgerTable.Arn': WRITE_AND_DELETE,
    ...SEND_TO_EVERY_JOB,
    'BillingQueue.Arn': RECEIVE_AND_SEND,
  },
  'render-invoice': {
    'LedgerTable.Arn': WRITE,
    ...SEND_TO_EVERY_JOB,
    'InvoicingQueue.Arn': RECEIVE_AND_SEND,
    ...READ_DOCUMENTS,
    'Documents.Arn/*': 'GetObject PutObject',
  },
  'run-lifecycle': {
    'LedgerTable.Arn': WRITE_AND_DELETE,
    ...SEND_TO_EVERY_JOB,
    'LifecycleQueue.Arn': RECEIVE_AND_SEND,
  },
  'collect-payment': { 'LedgerTable.Arn': WRITE, ...SEND_TO_EVERY_JOB, 'CollectionQueue.Arn': RECEIVE_AND_SEND },
  'send-mail': {
    'LedgerTable.Arn': WRITE,
    'MailQueue.Arn': RECEIVE,
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/MailAddress': 'SendEmail',
    'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/MailSettings': 'SendEmail',
  },
  'advance-clock': { 'LedgerTable.Arn': WRITE, ...SEND_TO_EVERY_JOB, 'ClockQueue.Arn': RECEIVE_AND_SEND },
  'start-job': { 'LedgerTable.Arn': WRITE, ...SEND_TO_EVERY_JOB, 'UnstartedJobsQueue.Arn': SEND },
  'dispatch-outbox': {
    'LedgerTable.Arn': WRITE,
    'LedgerTable.StreamArn': 'DescribeStream GetRecords GetShardIterator',
    '*': 'ListStreams',
    'MailQueue.Arn': SEND,
    'UndispatchedRecordsQueue.Arn': SEND,
  },
  'set-up-site': { 'LedgerTable.Arn': WRITE },
};

test('every function of the list is deployed, and no other', () => {
  expect(functions.map(({ name }) => name).sort()).toEqual(FUNCTIONS.map(({ name }) => name).sort());
  expect(Object.keys(ALLOWED).sort()).toEqual(FUNCTIONS.map(({ name }) => name).sort());
});

test.for(functions)('$name may do what it needs and nothing else', ({ name, logicalId, permissions }) => {
  const ownLog = `${logicalId.replace(/Function[0-9A-F]{8}$/, '')}Log.Arn`;
  expect(permissions).toEqual({
    [ownLog]: 'CreateLogStream PutLogEvents',
    'LedgerTable.Arn/index/gsi1': 'Query',
    'LedgerTable.Arn/index/gsi2': 'Query',
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
