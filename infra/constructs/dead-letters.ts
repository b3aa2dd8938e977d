import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AlarmBell } from './alarm-bell.ts';

/** Where what could not be done waits for a person: kept as long as SQS keeps anything, and never unnoticed. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly bell: AlarmBell; readonly of: string; readonly keepsData: boolean },
  ) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'These are the dead letters; the rule sees those of queues, not those of streams.',
    });
    props.bell.ringsWhen(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      reaches: 1,
      because: `Dead letters of ${props.of}: work was given up and waits for someone to read it and send it again.`,
    });
  }
}
