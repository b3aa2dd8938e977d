import { join } from 'node:path';
import { CfnResource, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { feedsItself } from '../feeds-itself.ts';
import type { FunctionSpec } from '../functions.ts';
import { permission } from '../permissions.ts';
import type { Stage } from '../stages.ts';
import type { AlarmBell } from './alarm-bell.ts';

export type ServiceFunctionProps = {
  readonly spec: FunctionSpec;
  readonly stage: Stage;
  readonly bell: AlarmBell;
  readonly functionsDir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** All that the function may do beside writing its own log. */
  readonly permissions: readonly PolicyStatement[];
  /** Where an asynchronous invocation goes that failed to the end. */
  readonly deadLetters?: IQueue;
};

/**
 * A function with its own log, its own role and an alarm. The role takes its permissions from infra/functions.ts and
 * from nowhere else: connecting the function to something can never widen it by accident.
 */
export class ServiceFunction extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { spec, stage } = props;
    const logGroup = new LogGroup(this, 'Log', {
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const statements = [
      permission(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
      ...(stage.tracing ? [permission(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*'])] : []),
      ...props.permissions,
    ];
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { least: new PolicyDocument({ statements }) },
    });
    this.fn = new LambdaFunction(this, 'Function', {
      description: `Billow ${spec.name} (${spec.entry})`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(props.functionsDir, spec.name), { exclude: ['*.map'] }),
      memorySize: spec.memoryMegabytes,
      timeout: Duration.seconds(spec.timeoutSeconds),
      environment: { ...props.environment },
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: stage.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      // Else Lambda takes the seventeenth message of a chain for a mistake, and gives it to the dead letters.
      ...(feedsItself(spec) ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
      ...(props.deadLetters ? { deadLetterQueue: props.deadLetters } : {}),
    });
    nameInTemplate(this.fn, spec.name);
    if (stage.tracing) {
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray has no resources to name: its two write actions admit only "*".',
      });
    }
    props.bell.ringsWhen(this, 'Failing', {
      metric: this.fn.metricErrors({ period: Duration.minutes(5) }),
      reaches: 1,
      because: `${spec.name} ended in an error. Its log says which; what it was given is tried again or is a dead letter.`,
    });
  }
}

/** Asset paths are hashes: this is how a reader of the template finds `dist/<name>` again. */
function nameInTemplate(fn: LambdaFunction, name: string): void {
  const resource = fn.node.defaultChild;
  if (resource && CfnResource.isCfnResource(resource)) resource.addMetadata('billow', { function: name });
}
