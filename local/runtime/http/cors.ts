import * as z from 'zod';

/** `CorsConfiguration` of an HTTP API. */
const configuration = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});

type Headers = Readonly<Record<string, string>>;

/** What the gateway itself says about foreign origins; a function's own CORS headers are replaced. */
export type Cors = {
  /** Headers of any answer to a request with this `Origin`. */
  readonly answerHeaders: (origin: string | undefined) => Headers;
  /** Headers of the answer to a preflight, which never reaches a function. */
  readonly preflightHeaders: (origin: string | undefined) => Headers;
};

/** @param properties undefined when the API has no CORS configuration */
export function createCors(properties: unknown): Cors | null {
  if (properties === undefined) return null;
  const { AllowOrigins, AllowMethods, AllowHeaders, ExposeHeaders, AllowCredentials, MaxAge } =
    configuration.parse(properties);
  const isAllowed = (origin: string | undefined): origin is string =>
    origin !== undefined && (AllowOrigins.includes('*') || AllowOrigins.includes(origin));
  const shared = (origin: string): Headers => ({
    'access-control-allow-origin': AllowOrigins.includes('*') ? '*' : origin,
    vary: 'origin',
    ...(AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  });
  return {
    answerHeaders: (origin) => {
      if (!isAllowed(origin)) return {};
      return {
        ...shared(origin),
        ...(ExposeHeaders.length > 0 ? { 'access-control-expose-headers': ExposeHeaders.join(',') } : {}),
      };
    },
    preflightHeaders: (origin) => {
      if (!isAllowed(origin)) return {};
      return {
        ...shared(origin),
        'access-control-allow-methods': AllowMethods.join(','),
        'access-control-allow-headers': AllowHeaders.join(','),
        ...(MaxAge === undefined ? {} : { 'access-control-max-age': String(MaxAge) }),
      };
    },
  };
}
