import * as z from 'zod';
import type { FieldProblem } from '../domain/refusal.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type Instant, parseInstant } from '../domain/time/instant.ts';

/** A usage event as the engine takes it: what happened, to which service, when. */
export type UsageEvent = {
  readonly siteId: string;
  /** The producer's id: with service and time, what makes the event count once. */
  readonly id: string;
  readonly at: Instant;
  readonly serviceType: string;
  /** The service identifier, for example a telephone number or a charge card. */
  readonly identifier: string;
  readonly fields: Readonly<Record<string, string>>;
};

const code = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,100}$/, 'is a code: letters, digits, dot, dash, underscore, at most 100');

/** A lone surrogate is no character: stores and receivers each make something else of it, and two ids could become one. */
const HALF = 'has half a character: send whole ones';
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => value.isWellFormed(), { message: HALF });

/** Digits that a JSON number carries without loss. */
const SAFE_NUMBER = /^-?\d{1,15}(\.\d{1,12})?$/;

/**
 * Numbers are taken only where JSON cannot have lost a digit; everything else comes as text. A producer that sends 0.1 means
 * 0.1, and so do we; one that sends 40 digits has lost most of them before we see it.
 */
const fieldValue = z.unknown().transform((value, context): string => {
  const refuse = (message: string): never => {
    context.issues.push({ code: 'custom', message, input: value });
    return z.NEVER;
  };
  if (typeof value === 'string') {
    if (!value.isWellFormed()) return refuse(HALF);
    return value.length <= 2000 ? value : refuse('is at most 2000 characters');
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return refuse('is a text, a number or a boolean');
  const text = String(value);
  const carried = SAFE_NUMBER.test(text) && text.replace(/\D/g, '').length <= 15;
  return carried ? text : refuse('has more digits than a JSON number carries: send it as text');
});

/**
 * The usage message, version 1: a CloudEvents 1.0 object (https://cloudevents.io). Unknown attributes are allowed, as
 * CloudEvents asks. Once sent, a form stays readable for ever: see the samples beside the tests.
 */
export const UsageEventV1 = z.object({
  specversion: z.literal('1.0'),
  type: z.literal('billow.usage.v1'),
  id: text(200),
  source: text(500),
  time: z.string().transform((written, context) => {
    const at = parseInstant(written);
    if (at !== null) return at;
    context.issues.push({
      code: 'custom',
      message: 'is an RFC 3339 time, for example 2026-03-01T12:00:00Z',
      input: written,
    });
    return z.NEVER;
  }),
  site: code,
  servicetype: code,
  subject: text(200),
  data: z.record(text(100), fieldValue).refine((data) => Object.keys(data).length <= 100, {
    message: 'has at most 100 fields',
  }),
});

/** Reads one event; the problems name each field and the fix. */
export function readUsageEvent(input: unknown): Result<UsageEvent, readonly FieldProblem[]> {
  const parsed = UsageEventV1.safeParse(input);
  if (!parsed.success) {
    return err(parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message })));
  }
  const { id, time, site, servicetype, subject, data } = parsed.data;
  return ok({ siteId: site, id, at: time, serviceType: servicetype, identifier: subject, fields: data });
}
