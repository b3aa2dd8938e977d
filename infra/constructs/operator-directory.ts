import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Role } from '../../functions/http/routes/route.ts';
import { pascalCase } from '../pascal-case.ts';
import type { Stage } from '../stages.ts';

/** A group of operators per role. A group's name is the role's: the token carries it to the door that asks for it. */
const GROUPS: Readonly<Record<Role, string>> = {
  admin: 'May do everything',
  system: 'Sets up the site',
  operations: 'Runs jobs, feeds and repairs usage',
  'customer-service': 'Onboards and serves customers',
  pricing: 'Keeps products and prices',
  'business-process': 'Keeps the catalog and the processes',
  finance: 'Bills, invoices, payments',
  marketing: 'Offers and campaigns',
};

/** Operators: made by an administrator, signed in on a hosted page, each with roles and one site. */
export class OperatorDirectory extends Construct {
  readonly pool: UserPool;
  readonly signInDomain: UserPoolDomain;

  constructor(scope: Construct, id: string, props: { readonly stage: Stage }) {
    super(scope, id);
    const { stage } = props;
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: { site: new StringAttribute({ minLen: 1, maxLen: 64, mutable: true }) },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: stage.operatorsNeedSecondFactor ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const [groupName, description] of Object.entries(GROUPS)) {
      this.pool.addGroup(pascalCase(groupName), { groupName, description });
    }
    this.signInDomain = this.pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `billow-${stage.name}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.CLASSIC_HOSTED_UI,
    });
    Validations.of(this.pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason: 'Only the live stage demands a second factor; elsewhere an operator may switch it on.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason: 'The plus plan charges every operator who signs in for what a second factor gives at no cost.',
      },
    );
  }
}
