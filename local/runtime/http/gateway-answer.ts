import * as z from 'zod';
import type { EngineResponse } from '../../engines/http-server.ts';

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});

/** The gateway's own short answers. */
export function gatewayMessage(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): EngineResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ message }) };
}

/**
 * Reads what a function answered, by the rules of payload 2.0: with a `statusCode` it is a response; anything else is the
 * body of a 200. A malformed response is the function's fault: 500, nothing of it is shown.
 */
export function gatewayAnswer(answer: unknown): EngineResponse {
  const isStructured = typeof answer === 'object' && answer !== null && 'statusCode' in answer;
  if (!isStructured) {
    const body = typeof answer === 'string' ? answer : JSON.stringify(answer ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const parsed = structured.safeParse(answer);
  if (!parsed.success) return gatewayMessage(500, 'Internal Server Error');
  const { statusCode, headers = {}, cookies = [], body, isBase64Encoded } = parsed.data;
  const names = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status: statusCode,
    headers: {
      ...(body ? { 'content-type': 'text/plain;charset=utf-8' } : {}),
      ...names,
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    ...(body ? { body: isBase64Encoded ? Buffer.from(body, 'base64') : body } : {}),
  };
}
