import { CfnResource } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { validateStage } from './support/stacks.ts';

test.for(['local', 'trial', 'live'] as const)('the templates of stage %s break no rule', (stage) => {
  expect(() => validateStage(stage)).not.toThrow();
});

test('a resource that breaks a rule of cdk-nag stops the synthesis', () => {
  const inClear = () => validateStage('trial', (stack) => new Topic(stack, 'InClear'));
  expect(inClear).toThrow('AwsSolutions-SNS3');
});

test('a resource that CloudFormation would refuse stops the synthesis', () => {
  const properties = { VisibilityTimeout: -1 };
  const refused = () =>
    validateStage('trial', (stack) => new CfnResource(stack, 'Refused', { type: 'AWS::SQS::Queue', properties }));
  expect(refused).toThrow('VisibilityTimeout: -1 is less than the minimum of 0');
});
