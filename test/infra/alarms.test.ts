import { expect, test } from 'vitest';
import { functionsOf } from './support/functions.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');
const alarms = Object.values(app.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

test.for(alarms)('$AlarmDescription', ({ AlarmActions, AlarmDescription, ...alarm }) => {
  expect(AlarmActions.map(plain)).toEqual(['BellTopic']);
  expect(AlarmDescription).toMatch(/\.$/);
  expect(alarm).toMatchObject({
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
});

test.for(functionsOf(app))('an error of $name rings', ({ logicalId }) => {
  const own = alarms.filter(
    ({ MetricName, Dimensions }) => MetricName === 'Errors' && Dimensions[0].Value.Ref === logicalId,
  );
  expect(own).toMatchObject([{ Namespace: 'AWS/Lambda', Statistic: 'Sum', Threshold: 1 }]);
});

test('a throttled function rings, whichever it is: the limit belongs to the account', () => {
  expect(alarms.filter(({ MetricName }) => MetricName === 'Throttles')).toMatchObject([
    { Namespace: 'AWS/Lambda', Statistic: 'Sum', Threshold: 1 },
  ]);
  const reserved = Object.values(app.findResources('AWS::Lambda::Function')).filter(
    ({ Properties }) => Properties.ReservedConcurrentExecutions !== undefined,
  );
  expect(reserved).toEqual([]);
});

test("the API's own errors ring, a caller's do not", () => {
  const api = alarms.filter(({ Namespace }) => Namespace === 'AWS/ApiGateway');
  expect(api.map(({ MetricName }) => MetricName)).toEqual(['5xx']);
});

test('an outbox that is read late rings', () => {
  expect(alarms.filter(({ MetricName }) => MetricName === 'IteratorAge')).toMatchObject([{ Threshold: 900_000 }]);
});

test('CloudWatch may ring the bell, for this account alone, and nobody may in clear', () => {
  const [policy] = Object.values(app.findResources('AWS::SNS::TopicPolicy')).map(({ Properties }) => Properties);
  const statements = policy?.PolicyDocument.Statement;
  expect(statements).toContainEqual(
    expect.objectContaining({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  );
  expect(statements).toContainEqual(
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
});
