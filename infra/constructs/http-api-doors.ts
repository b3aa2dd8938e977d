import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Door } from '../../functions/http/routes/route.ts';
import { ROUTES } from '../../functions/http/routes.ts';
import { gatewayRoutes } from '../gateway-routes.ts';
import type { Stage } from '../stages.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { ServiceFunction } from './service-function.ts';

export type HttpApiDoorsProps = {
  readonly stage: Stage;
  readonly bell: AlarmBell;
  /** Origins of a console that is not served beside the API. */
  readonly corsOrigins: readonly string[];
};

/** The API: brings every route of the route table to its door, behind the operators' token unless the table says it is public. */
export class HttpApiDoors extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: HttpApiDoorsProps) {
    super(scope, id);
    const { stage, bell, corsOrigins } = props;
    this.api = new HttpApi(this, 'Api', {
      description: 'Billow',
      createDefaultStage: false,
      ...(corsOrigins.length > 0 ? { corsPreflight: corsFor(corsOrigins) } : {}),
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const httpStage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.requestsPerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLogLine() },
    });
    bell.ringsWhen(this, 'Failing', {
      metric: httpStage.metricServerError({ statistic: 'Sum', period: Duration.minutes(5) }),
      reaches: 5,
      because: 'The API answered five requests within five minutes with an error of its own (5xx).',
    });
  }

  /** Opens every route. `issuer` and `audience` say whose token opens those that are not public. */
  open(props: {
    readonly doors: Readonly<Record<Door, ServiceFunction>>;
    readonly issuer: string;
    readonly audience: string;
  }): void {
    const operators = new HttpJwtAuthorizer('Operators', props.issuer, { jwtAudience: [props.audience] });
    const everyone = new HttpNoneAuthorizer();
    const integrations = new Map<Door, HttpLambdaIntegration>();
    for (const { door, method, path, isPublic } of gatewayRoutes(ROUTES)) {
      // One permission per door, not per route: a stack holds 500 resources.
      const integration =
        integrations.get(door) ??
        new HttpLambdaIntegration(door, props.doors[door].fn, { scopePermissionToRoute: false });
      integrations.set(door, integration);
      const [route] = this.api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration,
        authorizer: isPublic ? everyone : operators,
      });
      if (isPublic && route) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            'Marked public in the route table: the description of the API, or a link that carries its own secret.',
        });
      }
    }
  }
}

const corsFor = (origins: readonly string[]) => ({
  allowOrigins: [...origins],
  allowMethods: [
    CorsHttpMethod.GET,
    CorsHttpMethod.POST,
    CorsHttpMethod.PUT,
    CorsHttpMethod.PATCH,
    CorsHttpMethod.DELETE,
  ],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
  exposeHeaders: ['etag', 'location', 'retry-after'],
  maxAge: Duration.hours(2),
});

/**
 * One JSON line a request. No path and no query string: they may hold a customer's name or the secret of a link. Which operation it
 * was says the door's own line with the same request id.
 */
const accessLogLine = () =>
  AccessLogFormat.custom(
    JSON.stringify({
      time: AccessLogField.contextRequestTime(),
      requestId: AccessLogField.contextRequestId(),
      route: '$context.routeKey',
      status: AccessLogField.contextStatus(),
      operator: '$context.authorizer.claims.sub',
      ip: AccessLogField.contextIdentitySourceIp(),
      latencyMs: AccessLogField.contextResponseLatency(),
      bytes: AccessLogField.contextResponseLength(),
      error: '$context.integrationErrorMessage',
      refusal: '$context.authorizer.error',
    }),
  );
