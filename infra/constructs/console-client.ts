import { Duration } from 'aws-cdk-lib';
import { type IUserPool, OAuthScope, UserPoolClient, UserPoolClientIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { OWN_ATTRIBUTES } from './own-attributes.ts';

export type ConsoleClientProps = { readonly pool: IUserPool; readonly origins: readonly string[] };

/** How the console signs operators in: authorization code with PKCE, no secret, for these origins alone. */
export class ConsoleClient extends UserPoolClient {
  constructor(scope: Construct, id: string, props: ConsoleClientProps) {
    super(scope, id, {
      userPool: props.pool,
      generateSecret: false,
      authFlows: { userSrp: true },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: props.origins.map((origin) => `${origin}/signed-in`),
        logoutUrls: props.origins.map((origin) => `${origin}/`),
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      readAttributes: OWN_ATTRIBUTES.withCustomAttributes('site'),
      writeAttributes: OWN_ATTRIBUTES,
    });
  }
}
