import type { CloudFormationResource } from './cloud-assembly.ts';
import { ACCOUNT_ID, REGION, URL_SUFFIX } from './pseudo-parameters.ts';

/** What `Ref` and `Fn::GetAtt` answer for one resource. */
export type ResourceIdentity = {
  readonly physicalName: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
};

export type NamedResource = {
  readonly stackName: string;
  readonly logicalId: string;
  readonly resource: CloudFormationResource;
  /** The stack's other resources, so that a readable short name is taken only once. */
  readonly siblings: readonly string[];
};

/** Where the engines serve queues: a queue's Ref is its URL. */
export type QueueUrlOf = (queueName: string) => string;

/**
 * Invents a resource's physical name and what follows from it. Names come before anything is resolved, as resources refer
 * to one another in circles; they depend on stack and logical id alone, so that data written yesterday is found today.
 */
export function identify(named: NamedResource, queueUrlOf: QueueUrlOf): ResourceIdentity {
  const physicalName = explicitName(named.resource) ?? inventedName(named);
  const { ref, attributes } = describe(named.resource.Type, physicalName, queueUrlOf);
  return { physicalName, ref, attributes };
}

/** `UsageQueue0A1B2C3D` in stack `Billow` becomes `billow-usage-queue`; with a namesake it keeps its hash. */
function inventedName({ stackName, logicalId, siblings }: NamedResource): string {
  const short = withoutHash(logicalId);
  const namesakes = siblings.filter((sibling) => kebab(withoutHash(sibling)) === kebab(short));
  return kebab(`${stackName}-${namesakes.length > 1 ? logicalId : short}`);
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '') || logicalId;
}

function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .slice(0, 60);
}

const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Cognito::UserPool': 'UserPoolName',
  'AWS::Cognito::UserPoolGroup': 'GroupName',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

/** A name written in the template counts when it is plain text; one that has to be resolved first is invented instead. */
function explicitName({ Type, Properties }: CloudFormationResource): string | undefined {
  const property = NAME_PROPERTIES[Type];
  const value = property === undefined ? undefined : Properties[property];
  return typeof value === 'string' ? value : undefined;
}

type Description = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };

function describe(type: string, name: string, queueUrlOf: QueueUrlOf): Description {
  switch (type) {
    case 'AWS::SQS::Queue':
      return {
        ref: queueUrlOf(name),
        attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: queueUrlOf(name) },
      };
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return tableIdentity(name);
    case 'AWS::Lambda::Function':
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    case 'AWS::S3::Bucket':
      return bucketIdentity(name);
    case 'AWS::Cognito::UserPool':
      return userPoolIdentity(name);
    case 'AWS::Cognito::UserPoolClient':
      return withId(name.replaceAll('-', ''), 'ClientId');
    case 'AWS::ApiGatewayV2::Api':
      return { ref: name, attributes: { ApiId: name, ApiEndpoint: apiEndpoint(name) } };
    case 'AWS::ApiGatewayV2::Authorizer':
      return withId(name, 'AuthorizerId');
    case 'AWS::ApiGatewayV2::Integration':
      return withId(name, 'IntegrationId');
    case 'AWS::CloudFront::Distribution':
      return { ref: name, attributes: { Id: name, DomainName: distributionDomain(name) } };
    default:
      return { ref: name, attributes: { Arn: arn(serviceOf(type), name), Id: name } };
  }
}

/** Where the deployed API, sign-in pages and console would live; `local-addresses.ts` turns these into local URLs. */
export function apiEndpoint(apiId: string): string {
  return `https://${apiId}.execute-api.${REGION}.${URL_SUFFIX}`;
}
export function distributionDomain(distributionId: string): string {
  return `${distributionId}.cloudfront.net`;
}

function tableIdentity(name: string): Description {
  const Arn = arn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
}

function bucketIdentity(name: string): Description {
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.${URL_SUFFIX}`,
      RegionalDomainName: `${name}.s3.${REGION}.${URL_SUFFIX}`,
    },
  };
}

function userPoolIdentity(name: string): Description {
  const id = `local_${name.replaceAll('-', '')}`;
  const ProviderName = `cognito-idp.${REGION}.${URL_SUFFIX}/${id}`;
  const attributes = { Arn: arn('cognito-idp', `userpool/${id}`), UserPoolId: id, ProviderName };
  return { ref: id, attributes: { ...attributes, ProviderURL: `https://${ProviderName}` } };
}

function withId(id: string, attribute: string): Description {
  return { ref: id, attributes: { [attribute]: id } };
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;
}

function serviceOf(type: string): string {
  return (type.split('::')[1] ?? 'custom').toLowerCase();
}
