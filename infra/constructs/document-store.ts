import { Duration, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket.ts';

/** Invoices and other documents: every version is kept for a year, and every reading leaves a line in a log. */
export class DocumentStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: { readonly keepsData: boolean }) {
    super(scope, id);
    const log = new PrivateBucket(this, 'AccessLog', {
      keepsData: props.keepsData,
      lifecycleRules: [{ expiration: Duration.days(365) }],
    });
    Validations.of(log).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This is the access log itself; a log of who wrote the log would go on for ever.',
    });
    this.bucket = new PrivateBucket(this, 'Documents', {
      keepsData: props.keepsData,
      versioned: true,
      serverAccessLogsBucket: log,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(365) }],
    });
  }
}
