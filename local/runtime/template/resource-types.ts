/** Resource types that the runtime gives life to. */
export const RUN_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SES::EmailIdentity',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
]);

/** Resource types left out on purpose, with the reason. A type in neither list is reported at every start. */
export const IGNORED_TYPES: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Stage':
    'throttling and access logs belong to the deployed API; the local one serves the default stage',
  'AWS::CDK::Metadata': 'tells AWS which constructs were used',
  'AWS::CloudFront::Function': 'the local console server sends extension-less paths to index.html itself',
  'AWS::CloudFront::OriginAccessControl': 'guards the console bucket, which is not read locally',
  'AWS::CloudFront::CachePolicy': 'nothing is cached locally',
  'AWS::CloudFormation::CustomResource': 'runs once at deployment',
  'AWS::CloudWatch::Alarm': 'watches AWS metrics',
  'AWS::CloudWatch::CompositeAlarm': 'watches AWS metrics',
  'AWS::CloudWatch::Dashboard': 'shows AWS metrics',
  'AWS::Cognito::UserPoolUICustomizationAttachment': 'the local sign-in page has its own look',
  'AWS::Cognito::ManagedLoginBranding': 'the local sign-in page has its own look',
  'AWS::IAM::ManagedPolicy': 'permissions are not enforced locally; template tests assert them',
  'AWS::IAM::Policy': 'permissions are not enforced locally; template tests assert them',
  'AWS::IAM::Role': 'permissions are not enforced locally; template tests assert them',
  'AWS::KMS::Alias': 'nothing is encrypted at rest locally',
  'AWS::KMS::Key': 'nothing is encrypted at rest locally',
  'AWS::Lambda::LayerVersion': 'only custom-resource providers use layers',
  'AWS::Lambda::Permission': 'permissions are not enforced locally; template tests assert them',
  'AWS::Logs::LogGroup': 'logs are files under the data folder',
  'AWS::Logs::ResourcePolicy': 'permissions are not enforced locally; template tests assert them',
  'AWS::S3::BucketPolicy': 'permissions are not enforced locally; template tests assert them',
  'AWS::SES::ConfigurationSet': 'counts deliveries and bounces of real mail',
  'AWS::SES::ConfigurationSetEventDestination': 'reports deliveries and bounces of real mail',
  'AWS::SNS::Subscription': 'carries alarms only',
  'AWS::SNS::Topic': 'carries alarms only',
  'AWS::SNS::TopicPolicy': 'permissions are not enforced locally; template tests assert them',
  'AWS::SQS::QueuePolicy': 'permissions are not enforced locally; template tests assert them',
  'AWS::Scheduler::ScheduleGroup': 'only names a set of schedules',
};

/** Custom resources run once at deployment; their provider functions have no bundle of ours. */
export function isIgnored(type: string): boolean {
  return type.startsWith('Custom::') || Object.hasOwn(IGNORED_TYPES, type);
}
