import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { OWN_ATTRIBUTES } from './own-attributes.ts';

/** Customers' own users, apart from operators: no token of this pool opens the operators' API. */
export class SelfCareDirectory extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: { readonly keepsData: boolean }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        site: new StringAttribute({ minLen: 1, maxLen: 64, mutable: true }),
        customer: new StringAttribute({ minLen: 1, maxLen: 64, mutable: true }),
      },
      passwordPolicy: {
        minLength: 10,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: props.keepsData,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.client = this.pool.addClient('Portal', {
      generateSecret: false,
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      readAttributes: OWN_ATTRIBUTES.withCustomAttributes('site', 'customer'),
      writeAttributes: OWN_ATTRIBUTES,
    });
    Validations.of(this.pool).acknowledge(
      { id: 'AwsSolutions-COG2', reason: 'Customers choose a second factor themselves; many have no second device.' },
      { id: 'AwsSolutions-COG8', reason: 'The plus plan charges for every customer who signs in.' },
    );
  }
}
