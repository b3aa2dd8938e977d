import * as z from 'zod';
import type { ResolvedAssembly } from '../template/resolve-assembly.ts';

/** An `AWS::CloudFront::ResponseHeadersPolicy`, as far as a plain HTTP server can keep it. */
const policyProperties = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z
      .object({
        ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }).optional(),
        FrameOptions: z.object({ FrameOption: z.string() }).optional(),
        ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }).optional(),
      })
      .default({}),
    CustomHeadersConfig: z
      .object({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) })
      .default({ Items: [] }),
  }),
});

/**
 * The headers of the deployed console: what they forbid must be forbidden here, too, or it is found out in production.
 * Strict-Transport-Security is left out: a browser would keep it for every port of localhost.
 */
export function consoleHeadersOf(assembly: ResolvedAssembly): Readonly<Record<string, string>> {
  const [policy] = assembly.ofType('AWS::CloudFront::ResponseHeadersPolicy');
  if (policy === undefined) return {};
  const { SecurityHeadersConfig, CustomHeadersConfig } = policyProperties.parse(
    policy.properties,
  ).ResponseHeadersPolicyConfig;
  const { ContentSecurityPolicy: content, FrameOptions: frame, ReferrerPolicy: referrer } = SecurityHeadersConfig;
  return {
    ...(content ? { 'content-security-policy': content.ContentSecurityPolicy } : {}),
    ...(frame ? { 'x-frame-options': frame.FrameOption } : {}),
    ...(referrer ? { 'referrer-policy': referrer.ReferrerPolicy } : {}),
    ...Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  };
}
