import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { permission } from '../permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import type { ServiceFunction } from './service-function.ts';

export type JobSchedulesProps = {
  readonly starter: ServiceFunction;
  /** Where a start goes that Scheduler could not deliver. */
  readonly deadLetters: IQueue;
};

/** The jobs that start by themselves. A start that cannot be delivered is tried for an hour and then kept, not lost. */
export class JobSchedules extends Construct {
  constructor(scope: Construct, id: string, props: JobSchedulesProps) {
    super(scope, id);
    const { starter, deadLetters } = props;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        start: new PolicyDocument({
          statements: [
            permission(['lambda:InvokeFunction'], [starter.fn.functionArn]),
            permission(['sqs:SendMessage'], [deadLetters.queueArn]),
          ],
        }),
      },
    });
    for (const { id: scheduleId, job, cron } of SCHEDULES) {
      new CfnSchedule(this, scheduleId, {
        description: `Starts the ${job} job`,
        scheduleExpression: cron,
        scheduleExpressionTimezone: 'UTC',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: starter.fn.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify({ job }),
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      });
    }
  }
}
