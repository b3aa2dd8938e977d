import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTemplate, readCloudAssembly } from '../../../local/runtime/template/cloud-assembly.ts';
import { resolveAssembly } from '../../../local/runtime/template/resolve-assembly.ts';

const queueUrlOf = (name: string) => `http://127.0.0.1:9/000000000000/${name}`;
const urls = { api: 'http://127.0.0.1:1', console: 'http://127.0.0.1:2', signIn: 'http://127.0.0.1:3' };
const stacks = readCloudAssembly(join(import.meta.dirname, 'fixtures', 'assembly'));
const assembly = resolveAssembly(stacks, { queueUrlOf, urls });

const one = (type: string, logicalId: string) =>
  assembly.ofType(type).find((resource) => resource.logicalId === logicalId);

test('a stack comes after the stacks that it depends on', () => {
  expect(stacks.map(({ name }) => name)).toEqual(['shop-data', 'shop-app']);
});

test('physical names come from stack and logical id, without its hash', () => {
  expect(one('AWS::SQS::Queue', 'OrdersQueue55556666')?.identity).toEqual({
    physicalName: 'shop-app-orders-queue',
    ref: 'http://127.0.0.1:9/000000000000/shop-app-orders-queue',
    attributes: {
      Arn: 'arn:aws:sqs:us-east-1:000000000000:shop-app-orders-queue',
      QueueName: 'shop-app-orders-queue',
      QueueUrl: 'http://127.0.0.1:9/000000000000/shop-app-orders-queue',
    },
  });
});

test('values of another stack are found by their export', () => {
  expect(one('AWS::Lambda::Function', 'Echo99990000')?.properties['Environment']).toEqual({
    Variables: {
      TABLE_NAME: 'shop-data-ledger-table',
      ORDERS_QUEUE_URL: 'http://127.0.0.1:9/000000000000/shop-app-orders-queue',
      PUBLIC_URL: 'http://127.0.0.1:1',
      OWN: 'echo',
    },
  });
  expect(one('AWS::Lambda::EventSourceMapping', 'ListenerMapping')?.properties['EventSourceArn']).toBe(
    'arn:aws:dynamodb:us-east-1:000000000000:table/shop-data-ledger-table/stream/local',
  );
});

test('cloud addresses of API, console and sign-in become local ones, whatever they are put together from', () => {
  expect(one('AWS::ApiGatewayV2::Authorizer', 'Authorizer')?.properties['JwtConfiguration']).toEqual({
    Audience: ['shopappconsoleclient'],
    Issuer: 'http://127.0.0.1:3/local_shopdataoperators',
  });
  expect(one('AWS::Cognito::UserPoolClient', 'ConsoleClient')?.properties['CallbackURLs']).toEqual([
    'http://127.0.0.1:2/auth/callback',
  ]);
  expect(one('AWS::ApiGatewayV2::Api', 'Api')?.properties['CorsConfiguration']).toMatchObject({
    AllowOrigins: ['http://127.0.0.1:2', 'http://localhost:2'],
  });
  expect(assembly.outputs()).toMatchObject({ ApiUrl: 'http://127.0.0.1:1' });
});

test('a resource whose condition does not hold is not there, and is never resolved', () => {
  expect(assembly.ofType('AWS::DynamoDB::Table').map(({ logicalId }) => logicalId)).toEqual(['LedgerTable0A1B2C3D']);
});

test('what nothing gives life to is named, unless it is left out on purpose', () => {
  expect(assembly.unsupported).toEqual(['AWS::Timestream::Database (Strange)']);
});

describe('a template of its own', () => {
  const resolved = (template: unknown, parameters?: Record<string, string>) =>
    resolveAssembly([{ name: 'own', template: parseTemplate(template) }], {
      queueUrlOf,
      urls,
      ...(parameters ? { parameters } : {}),
    });
  const queue = (properties: unknown) => ({ Type: 'AWS::SQS::Queue', Properties: properties });

  test('namesakes keep their hashes', () => {
    const { ofType } = resolved({ Resources: { Work11111111: queue({}), Work22222222: queue({}) } });
    expect(ofType('AWS::SQS::Queue').map(({ identity }) => identity.physicalName)).toEqual([
      'own-work11111111',
      'own-work22222222',
    ]);
  });

  test('a name written in the template is kept', () => {
    const { ofType } = resolved({ Resources: { Work: queue({ QueueName: 'usage' }) } });
    expect(ofType('AWS::SQS::Queue')[0]?.identity.physicalName).toBe('usage');
  });

  test('a parameter takes the given value, else its default, else it is asked for', () => {
    const template = {
      Parameters: { Given: {}, Defaulted: { Default: 'd' } },
      Resources: { Work: queue({ a: { Ref: 'Given' }, b: { Ref: 'Defaulted' } }) },
    };
    expect(resolved(template, { Given: 'g' }).ofType('AWS::SQS::Queue')[0]?.properties).toEqual({ a: 'g', b: 'd' });
    expect(() => resolved(template).ofType('AWS::SQS::Queue')).toThrow(/Queue Work: Parameter Given .* has no default/);
  });

  test('an unknown attribute of a resource that runs is an error, of an ignored one a made-up value', () => {
    const attributeOf = (id: string) =>
      resolved({
        Resources: {
          Work: queue({ asks: { 'Fn::GetAtt': [id, 'Colour'] } }),
          Key: { Type: 'AWS::KMS::Key', Properties: {} },
        },
      }).ofType('AWS::SQS::Queue')[0]?.properties;
    expect(() => attributeOf('Work')).toThrow(/does not know the attribute Colour of AWS::SQS::Queue/);
    expect(attributeOf('Key')).toEqual({ asks: 'own-key-Colour' });
  });

  test('two APIs cannot share one port', () => {
    const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: {} };
    expect(() => resolved({ Resources: { One: api, Two: api } })).toThrow(/has 2 of AWS::ApiGatewayV2::Api/);
  });
});
