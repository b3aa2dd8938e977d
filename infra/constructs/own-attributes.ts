import { ClientAttributes } from 'aws-cdk-lib/aws-cognito';

/**
 * The attributes that users may change about themselves. Never the site: the API believes it, so whoever could
 * write it could walk into another site.
 */
export const OWN_ATTRIBUTES = new ClientAttributes().withStandardAttributes({
  email: true,
  fullname: true,
  locale: true,
});
