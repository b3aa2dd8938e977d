/** What `AWS::Region` and its kin stand for on this machine. Account and region are what the engines put into their ARNs. */
export const ACCOUNT_ID = '000000000000';
export const REGION = 'us-east-1';
export const URL_SUFFIX = 'amazonaws.com';

export function pseudoParameter(name: string, stackName: string): string | readonly string[] | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return ACCOUNT_ID;
    case 'AWS::Region':
      return REGION;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return URL_SUFFIX;
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${stackName}/local`;
    case 'AWS::NotificationARNs':
      return [];
    default:
      return undefined;
  }
}
