import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type QueueTrigger, readerOf } from '../functions.ts';
import type { QueueName } from '../queues.ts';
import type { AlarmBell } from './alarm-bell.ts';
import { DeadLetters } from './dead-letters.ts';
import type { ServiceFunction } from './service-function.ts';

/** A message is tried this often before it becomes a dead letter. */
const TRIES = 5;

/** Older than this, a message is no longer "within seconds" nor "tonight": someone should look. */
const LATE = Duration.minutes(15);

export type WorkerQueueProps = {
  readonly name: QueueName;
  readonly bell: AlarmBell;
  /** True: what lies in it outlives its stack. */
  readonly keepsData: boolean;
};

/** A queue is never built without its dead letters and its alarms, nor read without partial-batch reporting. */
export class WorkerQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly trigger: QueueTrigger;

  constructor(scope: Construct, id: string, { name, bell, keepsData }: WorkerQueueProps) {
    super(scope, id);
    const { trigger, timeoutSeconds } = readerOf(name);
    this.trigger = trigger;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { bell, keepsData, of: `the ${name} queue` }).queue;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // Six times the worker's timeout, as Lambda advises: a batch that is throttled must not be handed out twice.
      visibilityTimeout: Duration.seconds(timeoutSeconds * 6 + trigger.windowSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: TRIES },
    });
    const late = LATE.plus(Duration.seconds(trigger.putsOffSeconds ?? 0));
    bell.ringsWhen(this, 'Late', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: Duration.minutes(5) }),
      reaches: late.toSeconds(),
      because: `The oldest message of the ${name} queue has waited for ${late.toMinutes()} minutes: its worker does not keep up or fails.`,
    });
  }

  /** Lets the worker read this queue; `atOnce` invocations at most. */
  isReadBy(worker: ServiceFunction, atOnce: number): void {
    new EventSourceMapping(this, 'Reading', {
      target: worker.fn,
      eventSourceArn: this.queue.queueArn,
      batchSize: this.trigger.batchSize,
      maxBatchingWindow: Duration.seconds(this.trigger.windowSeconds),
      reportBatchItemFailures: true,
      maxConcurrency: atOnce,
    });
  }
}
