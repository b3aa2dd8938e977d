import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Door } from '../../functions/http/routes/route.ts';
import { AlarmBell } from '../constructs/alarm-bell.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { HttpApiDoors } from '../constructs/http-api-doors.ts';
import { JobSchedules } from '../constructs/job-schedules.ts';
import { OperatorConsole } from '../constructs/operator-console.ts';
import { OutboxStream } from '../constructs/outbox-stream.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkerQueue, type WorkerQueueProps } from '../constructs/worker-queue.ts';
import type { Deployment } from '../deployment.ts';
import { environmentOf } from '../environment.ts';
import { FUNCTIONS, type FunctionSpec, functionNamed } from '../functions.ts';
import { pascalCase } from '../pascal-case.ts';
import { permissionsOf, type SharedResources, streamArnOf } from '../permissions.ts';
import type { QueueName } from '../queues.ts';
import type { DataStack } from './data-stack.ts';

export type AppStackProps = StackProps & { readonly deployment: Deployment; readonly data: DataStack };

/** What can be built again from the sources at any time, but for what lies in the queues: queues, functions, API, schedules, console, alarms. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, data, ...props }: AppStackProps) {
    super(scope, id, props);
    const { stage, alarmMail, consoleOrigins, functionsDir } = deployment;
    const bell = new AlarmBell(this, 'Bell', alarmMail ? { alarmMail } : {});
    bell.ringsWhenThrottled();
    const { keepsData } = stage;
    const queues = buildQueues(this, { bell, keepsData });
    const unstartedJobs = new DeadLetters(this, 'UnstartedJobs', { bell, keepsData, of: 'the schedules' }).queue;
    const undispatchedRecords = new DeadLetters(this, 'UndispatchedRecords', { bell, keepsData, of: 'the outbox' })
      .queue;
    const http = new HttpApiDoors(this, 'Http', { stage, bell, corsOrigins: consoleOrigins });
    const publicApiUrl = http.api.apiEndpoint;

    const shared: SharedResources = {
      table: data.table,
      documents: data.documents,
      queues,
      mailSender: data.mailSender.arns,
      unstartedJobs,
      undispatchedRecords,
    };
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${data.exportName(data.documents.bucketArn)}/*]`,
      reason: 'The objects of the one bucket of documents: their names are made while invoices are drawn.',
    });
    const buildFunction = (spec: FunctionSpec): ServiceFunction =>
      new ServiceFunction(this, pascalCase(spec.name), {
        spec,
        stage,
        bell,
        functionsDir,
        environment: environmentOf(spec, { ...shared, ...deployment, publicApiUrl }),
        permissions: permissionsOf(spec, shared),
        ...(spec.trigger.kind === 'schedule' ? { deadLetters: unstartedJobs } : {}),
      });

    for (const spec of FUNCTIONS) {
      if (spec.trigger.kind !== 'queue') continue;
      const { queue } = spec.trigger;
      queues[queue].isReadBy(buildFunction(spec), stage.workersAtOnce[queue]);
    }
    new JobSchedules(this, 'Schedules', {
      starter: buildFunction(functionNamed('start-job')),
      deadLetters: unstartedJobs,
    });
    new OutboxStream(this, 'Outbox', {
      streamArn: streamArnOf(data.table),
      dispatcher: buildFunction(functionNamed('dispatch-outbox')),
      deadLetters: undispatchedRecords,
      bell,
    });
    const setUpSite = buildFunction(functionNamed('set-up-site'));
    const console = new OperatorConsole(this, 'Console', {
      deployment,
      api: http.api,
      operators: data.operators,
      signInUrl: data.signInUrl,
    });
    http.open({
      doors: buildDoors(buildFunction),
      issuer: data.operators.userPoolProviderUrl,
      audience: console.clientId,
    });

    new CfnOutput(this, 'ConsoleUrl', { value: console.url });
    new CfnOutput(this, 'ConsoleClientId', { value: console.clientId });
    new CfnOutput(this, 'SetUpSiteFunction', { value: setUpSite.fn.functionName });
    new CfnOutput(this, 'ApiUrl', { value: publicApiUrl });
    new CfnOutput(this, 'UsageQueueUrl', { value: queues.usage.queue.queueUrl });
    new CfnOutput(this, 'AlarmTopicArn', { value: bell.topic.topicArn });
  }
}

function buildQueues(
  scope: Construct,
  props: Omit<WorkerQueueProps, 'name'>,
): Readonly<Record<QueueName, WorkerQueue>> {
  const queue = (name: QueueName) => new WorkerQueue(scope, `${pascalCase(name)}Queue`, { name, ...props });
  return {
    usage: queue('usage'),
    billing: queue('billing'),
    invoicing: queue('invoicing'),
    lifecycle: queue('lifecycle'),
    collection: queue('collection'),
    mail: queue('mail'),
    notifications: queue('notifications'),
    clock: queue('clock'),
  };
}

function buildDoors(build: (spec: FunctionSpec) => ServiceFunction): Readonly<Record<Door, ServiceFunction>> {
  const door = (name: Door) => build(functionNamed(name));
  return {
    catalog: door('catalog'),
    customers: door('customers'),
    onboarding: door('onboarding'),
    billing: door('billing'),
    usage: door('usage'),
    charging: door('charging'),
    operations: door('operations'),
    documents: door('documents'),
  };
}
