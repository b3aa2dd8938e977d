import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { ConsoleHosting } from './console-hosting.ts';

export type ConsoleReleaseProps = {
  readonly hosting: ConsoleHosting;
  readonly consoleDir: string;
  /** What the console reads at /config.json before it starts: where it is deployed. */
  readonly config: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
};

/** Puts the built console and its configuration in place, as a part of the deployment that cannot be forgotten. */
export class ConsoleRelease extends Construct {
  constructor(scope: Construct, id: string, props: ConsoleReleaseProps) {
    super(scope, id);
    const { hosting, consoleDir, config } = props;
    if (!existsSync(join(consoleDir, 'index.html'))) {
      throw new Error(`The console is not built: ${consoleDir} has no index.html. Run "npm run build" first.`);
    }
    const common = {
      destinationBucket: hosting.bucket,
      // Files of earlier releases stay: a page that is open still loads its parts from them.
      prune: false,
      memoryLimit: 256,
      logGroup: new LogGroup(this, 'Log', {
        retention: props.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    };
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...common,
      sources: [Source.asset(consoleDir)],
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    // These keep their names from release to release, so nobody may use a copy without asking.
    const root = new BucketDeployment(this, 'Root', {
      ...common,
      sources: [Source.asset(consoleDir), Source.jsonData('config.json', config)],
      // The build's own notes are of no use to a browser.
      exclude: ['assets/*', '.vite/*'],
      cacheControl: [CacheControl.noCache()],
      distribution: hosting.distribution,
      distributionPaths: ['/*'],
    });
    // The page goes last: it names files that must be there already.
    root.node.addDependency(hashed);
    acknowledgeUploader(hashed, hosting);
  }
}

/** CDK brings the function that copies the files, with its runtime and its permissions. */
function acknowledgeUploader(deployment: BucketDeployment, { bucket }: ConsoleHosting): void {
  const uploader = deployment.handlerRole.node.scope;
  const files = bucket.node.defaultChild;
  if (!uploader || !CfnResource.isCfnResource(files)) throw new Error('CDK has changed how it uploads files.');
  const reason =
    "CDK's uploader: it copies from the deployment's own assets to the console's bucket, at deployment only.";
  const role = 'Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  const wildcards = [
    'Action::s3:GetObject*',
    'Action::s3:GetBucket*',
    'Action::s3:List*',
    'Action::s3:DeleteObject*',
    'Action::s3:Abort*',
    'Resource::*',
    'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*',
    `Resource::<${Stack.of(bucket).getLogicalId(files)}.Arn>/*`,
  ];
  Validations.of(uploader).acknowledge(
    { id: 'AwsSolutions-L1', reason },
    { id: `AwsSolutions-IAM4[${role}]`, reason },
    ...wildcards.map((finding) => ({ id: `AwsSolutions-IAM5[${finding}]`, reason })),
  );
}
