export const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

export const queueArn = (queueName: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${queueName}`;

export const nameOfArn = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);
