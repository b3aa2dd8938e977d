import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { TABLE_SHAPE } from '../../functions/adapters/dynamo/table-shape.ts';
import { plain } from './support/plain.ts';
import { synthesizeStacks } from './support/stacks.ts';

const live = synthesizeStacks('live');
const trial = synthesizeStacks('trial');

const only = (template: Template, type: string) => {
  const [resource, ...others] = Object.values(template.findResources(type));
  expect(others).toEqual([]);
  return { ...resource, Properties: resource?.['Properties'] };
};
const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

describe('the table', () => {
  const table = only(live.data, 'AWS::DynamoDB::Table').Properties;

  test('has the keys, indexes and expiry that the entities are built from, all texts', () => {
    expect(table.KeySchema).toEqual(key(TABLE_SHAPE.partitionKey, TABLE_SHAPE.sortKey));
    expect(table.GlobalSecondaryIndexes).toEqual(
      Object.values(TABLE_SHAPE.indexes).map(({ name, partitionKey, sortKey }) => ({
        IndexName: name,
        KeySchema: key(partitionKey, sortKey),
        Projection: { ProjectionType: 'ALL' },
      })),
    );
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: TABLE_SHAPE.timeToLive, Enabled: true });
    const types = table.AttributeDefinitions.map(({ AttributeType }: { AttributeType: string }) => AttributeType);
    expect(new Set(types)).toEqual(new Set(['S']));
  });

  test('costs nothing while nobody uses it', () => {
    expect(table.BillingMode).toBe('PAY_PER_REQUEST');
    expect(table.ProvisionedThroughput).toBeUndefined();
  });

  test('can be restored to any second of the last weeks', () => {
    expect(table.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  test('tells its stream what was written', () => {
    expect(table.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });
});

describe('what is live cannot be deleted by a slip', () => {
  const kept = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];

  test.for(kept)('%s outlives its stack', (type) => {
    for (const resource of Object.values(live.data.findResources(type))) {
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  test('table and user pools refuse deletion', () => {
    expect(only(live.data, 'AWS::DynamoDB::Table').Properties.DeletionProtectionEnabled).toBe(true);
    for (const { Properties } of Object.values(live.data.findResources('AWS::Cognito::UserPool'))) {
      expect(Properties.DeletionProtection).toBe('ACTIVE');
    }
  });

  test('nor do queues take along what nobody has rated, done or looked at yet', () => {
    const queues = Object.values(live.app.findResources('AWS::SQS::Queue'));
    expect(queues.length).toBeGreaterThan(10);
    for (const queue of queues)
      expect(queue).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('its stacks refuse deletion, a trial’s do not', () => {
    expect(live.refuseDeletion).toEqual(['data', 'app']);
    expect(trial.refuseDeletion).toEqual([]);
  });

  test('nothing empties its buckets', () => {
    expect(live.data.findResources('Custom::S3AutoDeleteObjects')).toEqual({});
  });

  test('but a trial goes away without a trace', () => {
    expect(only(trial.data, 'AWS::DynamoDB::Table')).toMatchObject({ DeletionPolicy: 'Delete' });
    expect(Object.keys(trial.data.findResources('Custom::S3AutoDeleteObjects'))).toHaveLength(2);
    for (const queue of Object.values(trial.app.findResources('AWS::SQS::Queue'))) {
      expect(queue).toMatchObject({ DeletionPolicy: 'Delete' });
    }
  });
});

describe.for(['data', 'app'] as const)('every bucket of the %s stack', (part) => {
  const template = live[part];
  const buckets = Object.entries(template.findResources('AWS::S3::Bucket'));

  test.for(buckets)('%s is closed to the public, encrypted and without access lists', ([, { Properties }]) => {
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(Properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
    const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
  });

  test.for(buckets)('%s answers nobody in clear', ([id]) => {
    const policies = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    const statements = policies
      .filter(({ Properties }) => Properties.Bucket.Ref === id)
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });
});

describe('documents', () => {
  const [documents] = Object.values(live.data.findResources('AWS::S3::Bucket'))
    .map(({ Properties }) => Properties)
    .filter(({ VersioningConfiguration }) => VersioningConfiguration);

  test('keep every version for a year', () => {
    expect(documents?.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(documents?.LifecycleConfiguration.Rules).toContainEqual({
      NoncurrentVersionExpiration: { NoncurrentDays: 365 },
      Status: 'Enabled',
    });
  });

  test('leave a line in a log for every reading', () => {
    expect(plain(documents?.LoggingConfiguration.DestinationBucketName)).toBe('DocumentsAccessLog');
  });
});

describe('operators', () => {
  const pools = live.data.findResources('AWS::Cognito::UserPool');
  const [poolId = ''] = Object.keys(pools).filter((id) => id.startsWith('OperatorsPool'));
  const pool = pools[poolId]?.['Properties'];

  test('have a group for each role', () => {
    const groups = Object.values(live.data.findResources('AWS::Cognito::UserPoolGroup')).map(
      ({ Properties }) => Properties,
    );
    expect(groups.map(({ GroupName }) => String(GroupName)).sort()).toEqual([
      'admin',
      'business-process',
      'customer-service',
      'finance',
      'marketing',
      'operations',
      'pricing',
      'system',
    ]);
    expect(groups.filter(({ UserPoolId }) => UserPoolId.Ref !== poolId)).toEqual([]);
  });

  test('are made by administrators only, and sign in with their address', () => {
    expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    expect(pool.UsernameAttributes).toEqual(['email']);
  });

  test('belong to a site', () => {
    expect(pool.Schema).toContainEqual(expect.objectContaining({ Name: 'site', AttributeDataType: 'String' }));
  });

  test('need a second factor where it counts, and may have one elsewhere', () => {
    const factor = (data: Template) =>
      Object.entries(data.findResources('AWS::Cognito::UserPool')).find(([id]) => id.startsWith('OperatorsPool'))?.[1][
        'Properties'
      ].MfaConfiguration;
    expect(factor(live.data)).toBe('ON');
    expect(factor(trial.data)).toBe('OPTIONAL');
  });

  test('choose passwords of twelve characters of every kind', () => {
    expect(pool.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      RequireUppercase: true,
    });
  });
});

const clients = [
  ...Object.entries(live.app.findResources('AWS::Cognito::UserPoolClient')),
  ...Object.entries(live.data.findResources('AWS::Cognito::UserPoolClient')),
];

test('the console and the portal are the only clients', () => {
  expect(clients.map(([id]) => plain({ Ref: id }))).toEqual(['ConsoleClient', 'SelfCarePoolPortal']);
});

test.for(clients)('whoever signs in to %s cannot move to another site', ([, { Properties }]) => {
  expect(Properties.ReadAttributes).toContain('custom:site');
  expect(Properties.WriteAttributes.filter((name: string) => name.startsWith('custom:'))).toEqual([]);
});

test.for(clients)('%s keeps no secret and does not tell who has an account', ([, { Properties }]) => {
  expect(Properties.GenerateSecret).toBe(false);
  expect(Properties.PreventUserExistenceErrors).toBe('ENABLED');
});

test('mails leave encrypted, and never to an address that bounced or complained', () => {
  live.data.hasResourceProperties('AWS::SES::ConfigurationSet', {
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  });
  live.data.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'billing@example.com' });
});
