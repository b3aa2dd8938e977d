import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** A bucket is never public, never read in clear, never without encryption, and keeps no half-uploaded parts. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: BucketProps & { readonly keepsData: boolean }) {
    const { keepsData, lifecycleRules, ...rest } = props;
    super(scope, id, {
      ...rest,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }, ...(lifecycleRules ?? [])],
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      autoDeleteObjects: !keepsData,
    });
  }
}
