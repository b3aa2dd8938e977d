import { App, Validations } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { deploymentFrom } from './deployment.ts';
import { stackName } from './stack-names.ts';
import { AppStack } from './stacks/app-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import type { StageName } from './stages.ts';

export type SynthesizeOptions = {
  /** Default: context `stage` (cdk.json), then `trial`. */
  readonly stage?: StageName;
  /** Where the cloud assembly is written. Default: where the CDK command line says, then a temporary folder. */
  readonly outdir?: string;
  /** Check the templates against CloudFormation's schemas and cdk-nag's rules; findings throw. Default: true. */
  readonly validate?: boolean;
  /** Other context values of infra/deployment.ts, such as `mailFrom` or `functionsDir`. */
  readonly context?: Readonly<Record<string, string>>;
};

/** Choices of CDK that hold whoever calls: the command line, a test or the local runtime. */
const CDK_CHOICES = {
  // The data stack refuses to give up what the app stack still uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
};

/**
 * Builds the app and writes its cloud assembly: `billow-<stage>-data` and `billow-<stage>-app`. Needs neither account
 * nor network. Loads all of CDK, so a process that lives on calls synthesizeInChild instead.
 */
export const synthesize = (options: SynthesizeOptions = {}): CloudAssembly => createApp(options).synth();

/** The app before it is written, for whoever adds to it. */
export function createApp(options: SynthesizeOptions = {}): App {
  const validate = options.validate ?? process.env['CDK_VALIDATION'] !== 'false';
  const app = new App({
    context: CDK_CHOICES,
    postCliContext: { ...options.context, ...(options.stage ? { stage: options.stage } : {}) },
    ...(options.outdir ? { outdir: options.outdir } : {}),
    analyticsReporting: false,
    builtinCloudFormationValidation: validate,
  });
  const deployment = deploymentFrom(app.node);
  const { name, keepsData } = deployment.stage;
  const data = new DataStack(app, stackName(name, 'data'), {
    description: 'Billow: what outlives a deployment (table, documents, people, sender)',
    terminationProtection: keepsData,
    deployment,
  });
  new AppStack(app, stackName(name, 'app'), {
    description: 'Billow: what can be built again (queues, functions, API, schedules, console, alarms)',
    terminationProtection: keepsData,
    deployment,
    data,
  });
  if (validate) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
