import { createHmac } from 'node:crypto';

/**
 * The `billow-signature` of a webhook: `t=<epoch seconds>,v1=<hex>`, one `v1` for each secret that is in use. Each is the HMAC-SHA256 of
 * `<t>.<body>` with the secret as it was given out, so neither body nor time can be changed by anybody who does not know it.
 */
export function signWebhook(body: string, secrets: readonly string[], atSeconds: number): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex')}`,
  );
  return [`t=${atSeconds}`, ...signatures].join(',');
}
