import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { ConsoleClient } from './console-client.ts';
import { ConsoleHosting } from './console-hosting.ts';
import { ConsoleRelease } from './console-release.ts';

export type OperatorConsoleProps = {
  readonly deployment: Deployment;
  readonly api: HttpApi;
  readonly operators: UserPool;
  readonly signInUrl: string;
};

/** The operators' console: where it is served, how it signs in, and its files with their configuration. */
export class OperatorConsole extends Construct {
  /** Origin of the console, without a slash at the end. */
  readonly url: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: OperatorConsoleProps) {
    super(scope, id);
    const { api, operators, signInUrl } = props;
    const { stage, consoleOrigins, consoleDir } = props.deployment;
    const hosting = new ConsoleHosting(this, 'Hosting', { api, signInUrl });
    this.url = hosting.url;
    this.clientId = new ConsoleClient(this, 'Client', {
      pool: operators,
      origins: [hosting.url, ...consoleOrigins],
    }).userPoolClientId;
    if (!stage.releasesConsole) return;
    new ConsoleRelease(this, 'Release', {
      hosting,
      consoleDir,
      logRetentionDays: stage.logRetentionDays,
      config: {
        apiUrl: hosting.url,
        authority: operators.userPoolProviderUrl,
        clientId: this.clientId,
        cognitoDomain: signInUrl,
        environment: stage.name,
      },
    });
  }
}
