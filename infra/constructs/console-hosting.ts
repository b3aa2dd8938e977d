import { Aws, Duration, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CONSOLE_PATHS } from './console-paths.ts';
import { PrivateBucket } from './private-bucket.ts';

export type ConsoleHostingProps = {
  readonly api: HttpApi;
  /** The hosted sign-in page, for example `https://billow-live-123.auth.eu-central-1.amazoncognito.com`. */
  readonly signInUrl: string;
};

/**
 * The console on CloudFront, and the API beside it under /v1: one origin for both, so that a browser needs no
 * preflights, and may talk to nobody but this API and the sign-in page.
 */
export class ConsoleHosting extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  /** Origin of the console, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ConsoleHostingProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Files', { keepsData: false });
    const paths = new EdgeFunction(this, 'Paths', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(CONSOLE_PATHS),
      comment: 'Paths of the console answer with its one page',
    });
    const responseHeadersPolicy = this.strictHeaders(props);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Billow console and API',
      defaultRootObject: 'index.html',
      priceClass: PriceClass.PRICE_CLASS_100,
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        // Keeps what each file's own Cache-Control allows: hashed files for ever, the page and its config for a second.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy,
        functionAssociations: [{ function: paths, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(`${props.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          compress: true,
          responseHeadersPolicy,
        },
      },
    });
    this.url = `https://${this.distribution.distributionDomainName}`;
    this.acknowledgeFindings();
  }

  private strictHeaders({ api, signInUrl }: ConsoleHostingProps): ResponseHeadersPolicy {
    const contentSecurityPolicy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${api.apiEndpoint} https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX} ${signInUrl}`,
      // Previews of documents: frames that the console fills itself, without any permission.
      'frame-src blob:',
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; ');
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
          {
            header: 'Permissions-Policy',
            value: 'camera=(), geolocation=(), microphone=(), payment=()',
            override: true,
          },
        ],
      },
    });
  }

  private acknowledgeFindings(): void {
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Public files of the console, readable through CloudFront alone; who called the API is in its own log.',
    });
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Operators may sit in any country; who they are is decided at sign-in.' },
      {
        id: 'AwsSolutions-CFR2',
        reason:
          'Static files and an API that admits only signed tokens, both throttled; a firewall costs from 5 USD a month idle.',
      },
      { id: 'AwsSolutions-CFR3', reason: 'Static files without data; who called the API is in its own log.' },
      {
        id: 'AwsSolutions-CFR4',
        reason: "CloudFront's own certificate fixes the minimum at TLS 1.0; it rises with a domain of one's own.",
      },
    );
  }
}
