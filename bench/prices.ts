/**
 * On-demand list prices in us-east-1, USD, November 2026 as published by AWS. The one place to change when they do.
 */
export const PRICES = {
  dynamoDbMillionWriteUnits: 0.625,
  dynamoDbMillionReadUnits: 0.125,
  /** Standard queue; a request carries up to ten messages or 64 KB. */
  sqsMillionRequests: 0.4,
  lambdaMillionInvocations: 0.2,
  /** arm64. */
  lambdaGigabyteSecond: 0.0000133334,
} as const;
