import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** What is too much of a metric, and the sentence for whoever is woken by it. */
export type Worry = { readonly metric: IMetric; readonly reaches: number; readonly because: string };

/** The one place where trouble is heard: every alarm rings here, and silence is never counted as trouble. */
export class AlarmBell extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly alarmMail?: string }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic with a policy of its own loses the default one, which had let CloudWatch publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (props.alarmMail) this.topic.addSubscription(new EmailSubscription(props.alarmMail));
  }

  /** Rings as soon as one period reaches the limit. */
  ringsWhen(scope: Construct, id: string, worry: Worry): Alarm {
    const alarm = new Alarm(scope, id, {
      metric: worry.metric,
      threshold: worry.reaches,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: worry.because,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  /** One alarm for all functions: none reserves a share of its own, so the account's limit throttles them together. */
  ringsWhenThrottled(): Alarm {
    return this.ringsWhen(this, 'Throttled', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      reaches: 1,
      because: "Functions were throttled: the account's limit of concurrent invocations is reached.",
    });
  }
}
