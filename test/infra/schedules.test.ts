import { expect, test } from 'vitest';
import { functionsOf } from './support/functions.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const schedules = Object.values(app.findResources('AWS::Scheduler::Schedule')).map(({ Properties }) => ({
  job: String(JSON.parse(Properties.Target.Input).job),
  properties: Properties,
}));

test('each job starts once at its hour of the night, account closure on Sundays', () => {
  const hours = Object.fromEntries(schedules.map(({ job, properties }) => [job, properties.ScheduleExpression]));
  expect(hours).toEqual({
    'purchase-verification': 'cron(10 0 * * ? *)',
    'plan-transition': 'cron(15 0 * * ? *)',
    billing: 'cron(30 0 * * ? *)',
    invoicing: 'cron(0 1 * * ? *)',
    'payment-collection': 'cron(0 2 * * ? *)',
    'account-closure': 'cron(0 3 ? * SUN *)',
  });
});

test.for(schedules)('$job starts at exactly that minute of UTC', ({ properties }) => {
  expect(properties.ScheduleExpressionTimezone).toBe('UTC');
  expect(properties.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
});

test.for(schedules)('$job is told to start-job, tried again for an hour, and then kept', ({ properties }) => {
  const { Arn, DeadLetterConfig, RetryPolicy } = properties.Target;
  expect(plain(Arn)).toBe('StartJobFunction.Arn');
  expect(plain(DeadLetterConfig.Arn)).toBe('UnstartedJobsQueue.Arn');
  expect(RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 });
});

test('a start that Scheduler delivered but start-job could not do is kept, too', () => {
  const starter = functionsOf(app).find(({ name }) => name === 'start-job');
  const { Properties } = app.findResources('AWS::Lambda::Function')[starter?.logicalId ?? ''] ?? {};
  expect(plain(Properties?.DeadLetterConfig.TargetArn)).toBe('UnstartedJobsQueue.Arn');
});

test('Scheduler may start jobs and keep failed starts, nothing else, and only for this account', () => {
  const [role, ...others] = Object.values(
    app.findResources('AWS::IAM::Role', {
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'scheduler.amazonaws.com' } }] },
      },
    }),
  );
  expect(others).toEqual([]);
  const { AssumeRolePolicyDocument, Policies } = role?.['Properties'] ?? {};
  expect(AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  });
  const allowed = Policies[0].PolicyDocument.Statement.map(
    ({ Action, Resource }: { Action: string; Resource: unknown }) => `${Action} ${plain(Resource)}`,
  );
  expect(allowed).toEqual(['lambda:InvokeFunction StartJobFunction.Arn', 'sqs:SendMessage UnstartedJobsQueue.Arn']);
});
