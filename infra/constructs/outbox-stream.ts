import { Duration, Validations } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AlarmBell } from './alarm-bell.ts';
import type { ServiceFunction } from './service-function.ts';

export type OutboxStreamProps = {
  readonly streamArn: string;
  readonly dispatcher: ServiceFunction;
  readonly deadLetters: IQueue;
  readonly bell: AlarmBell;
};

/**
 * Wakes the dispatcher for new outbox items and for nothing else: a written balance wakes nobody. A record that
 * fails is set apart from its neighbours, tried again, and then kept among the dead letters.
 */
export class OutboxStream extends Construct {
  constructor(scope: Construct, id: string, props: OutboxStreamProps) {
    super(scope, id);
    const { dispatcher, bell } = props;
    new EventSourceMapping(this, 'Reading', {
      target: dispatcher.fn,
      eventSourceArn: props.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      onFailure: new SqsDlq(props.deadLetters),
      filters: [
        FilterCriteria.filter({
          eventName: ['INSERT'],
          dynamodb: { NewImage: { entity: { S: ['outbox'] } } },
        }),
      ],
    });
    Validations.of(dispatcher).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Lambda lists streams before it reads one, and ListStreams admits only "*"; it shows names, no records.',
    });
    bell.ringsWhen(this, 'Late', {
      metric: dispatcher.fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
      reaches: Duration.minutes(15).toMilliseconds(),
      because: 'The outbox is read 15 minutes late: mails and messages wait. The stream forgets after 24 hours.',
    });
  }
}
