import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../infra/functions.ts';
import { STAGES } from '../../infra/stages.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const all = Object.entries(app.findResources('AWS::SQS::Queue')).map(([id, { Properties }]) => ({
  name: plain({ Ref: id }),
  properties: Properties,
}));
const deadLetters = all.filter(({ properties }) => !properties.RedrivePolicy);
const working = all.filter(({ properties }) => properties.RedrivePolicy);
const mappings = Object.values(app.findResources('AWS::Lambda::EventSourceMapping')).map(
  ({ Properties }) => Properties,
);
const mappingOf = (queue: string) => mappings.find(({ EventSourceArn }) => plain(EventSourceArn) === `${queue}.Arn`);

/** The function whose trigger is this queue, from the list that the stack is made of. */
const readerOf = (queue: string) =>
  FUNCTIONS.find(({ trigger }) => trigger.kind === 'queue' && queue.toLowerCase() === `${trigger.queue}queue`);

test('usage, jobs, mails and notifications have a queue each', () => {
  const jobs = ['BillingQueue', 'ClockQueue', 'CollectionQueue', 'InvoicingQueue', 'LifecycleQueue'];
  expect(working.map(({ name }) => name).sort()).toEqual([...jobs, 'MailQueue', 'NotificationsQueue', 'UsageQueue']);
});

test.for(working)('what $name cannot do becomes a dead letter of its own after five tries', ({ name, properties }) => {
  expect(properties.RedrivePolicy.maxReceiveCount).toBe(5);
  expect(plain(properties.RedrivePolicy.deadLetterTargetArn)).toBe(`${name}DeadLettersQueue.Arn`);
});

test.for(working)('$name is read by one function that says which messages of a batch failed', ({ name }) => {
  expect(mappings.filter(({ EventSourceArn }) => plain(EventSourceArn) === `${name}.Arn`)).toHaveLength(1);
  expect(mappingOf(name)?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
});

test.for(working)('$name hands a message out again only after its worker must have ended', ({ name, properties }) => {
  const reader = readerOf(name);
  expect(properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (reader?.timeoutSeconds ?? Number.NaN));
});

test.for(working)('$name has at most as many workers at once as its stage says', ({ name }) => {
  const { trigger } = readerOf(name) ?? {};
  const limit = trigger?.kind === 'queue' ? STAGES.live.workersAtOnce[trigger.queue] : undefined;
  expect(mappingOf(name)?.ScalingConfig).toEqual({ MaximumConcurrency: limit });
});

test.for(working)('$name rings when its oldest message has waited for fifteen minutes in vain', ({ name }) => {
  // A delivery that failed is put off by up to fifteen minutes on purpose.
  const onPurpose = name === 'NotificationsQueue' ? 900 : 0;
  app.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'ApproximateAgeOfOldestMessage',
    Threshold: onPurpose + 900,
    Dimensions: [
      {
        Name: 'QueueName',
        Value: Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}`), 'QueueName'] }),
      },
    ],
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^BellTopic') }],
  });
});

test('there are dead letters of every queue, of the schedules and of the outbox', () => {
  const expected = [
    ...working.map(({ name }) => `${name}DeadLettersQueue`),
    'UndispatchedRecordsQueue',
    'UnstartedJobsQueue',
  ];
  expect(deadLetters.map(({ name }) => name).sort()).toEqual(expected.sort());
});

test.for(deadLetters)(
  '$name keeps its letters for fourteen days and rings at the first one',
  ({ name, properties }) => {
    expect(properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    app.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}`), 'QueueName'] } }],
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^BellTopic') }],
    });
  },
);

test.for(all)('$name is encrypted and refuses to be spoken to in clear', ({ name, properties }) => {
  expect(properties.SqsManagedSseEnabled).toBe(true);
  app.hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: Match.stringLikeRegexp(`^${name}[0-9A-F]{8}$`) }],
    PolicyDocument: {
      Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    },
  });
});

test('usage is rated a thousand events at a time, a second after it arrives at the latest', () => {
  expect(mappingOf('UsageQueue')).toMatchObject({ BatchSize: 1000, MaximumBatchingWindowInSeconds: 1 });
});

test('the outbox wakes its dispatcher for new outbox items only, and sets a poisoned record apart', () => {
  const mapping = mappings.find(({ EventSourceArn }) => plain(EventSourceArn) === 'LedgerTable.StreamArn');
  expect(mapping).toMatchObject({
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    StartingPosition: 'TRIM_HORIZON',
  });
  expect(plain(mapping?.DestinationConfig.OnFailure.Destination)).toBe('UndispatchedRecordsQueue.Arn');
  const [filter] = mapping?.FilterCriteria.Filters ?? [];
  expect(JSON.parse(filter.Pattern)).toEqual({
    eventName: ['INSERT'],
    dynamodb: { NewImage: { entity: { S: ['outbox'] } } },
  });
});
