import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Webhooks } from '../../ports.ts';
import { isLoopback, isPublicAddress } from './reachable-address.ts';

const TIMEOUT_MS = 10_000;
/** An answer's body means nothing to us; a longer one is cut off. */
const MOST_ANSWER_BYTES = 64 * 1024;

export type WebhookOptions = {
  /** On one machine only: lets `http://` and the machine itself be asked. */
  readonly mayStayLocal: boolean;
  readonly timeoutMs?: number;
  /** All addresses of a name. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
};

/**
 * Posts to the internet. The name is resolved by the connection itself and its addresses are looked at there, so that what was checked is
 * what is asked; one address inside a network of ours, and none is. Redirects lead anywhere and are not followed.
 */
export function httpWebhooks({
  mayStayLocal,
  timeoutMs = TIMEOUT_MS,
  resolve = addressesOf,
}: WebhookOptions): Webhooks {
  const isAllowed = (address: string) => isPublicAddress(address) || (mayStayLocal && isLoopback(address));
  const lookup = guardedLookup(resolve, isAllowed);
  return {
    post: async ({ url, headers, body }) => {
      const target = new URL(url);
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (target.protocol !== 'https:' && !(mayStayLocal && target.protocol === 'http:')) {
        throw new Error('Only https addresses are asked.');
      }
      if (target.username !== '' || target.password !== '') throw new Error('The address holds a password.');
      if (isIP(host) !== 0 && !isAllowed(host)) throw refusedAddress(host);
      const signal = AbortSignal.timeout(timeoutMs);
      const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
      return new Promise((done, fail) => {
        const failed = (error: Error) =>
          fail(signal.aborted ? new Error(`No answer within ${timeoutMs / 1000} s.`) : error);
        const request = send(target, {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          lookup,
          agent: false,
          signal,
        });
        request.on('error', failed);
        request.on('response', (answer) => finish(answer, done));
        request.end(body);
      });
    },
  };
}

/** The status is the answer; the rest is read so that the other side is not cut off in the middle, within reason. */
function finish(answer: IncomingMessage, done: (answer: { readonly status: number }) => void): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) answer.destroy();
  });
  answer.on('error', () => {});
  answer.on('close', () => done({ status: answer.statusCode ?? 0 }));
}

/** What a connection asks for the addresses of its host. Refuses a name if any of its addresses may not be asked. */
const guardedLookup =
  (resolve: NonNullable<WebhookOptions['resolve']>, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const forbidden = found.find(({ address }) => !isAllowed(address));
        const [first] = found;
        if (forbidden !== undefined) callback(refusedAddress(forbidden.address), []);
        else if (first === undefined) callback(new Error(`${hostname} has no address.`), []);
        else if (options.all === true) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, []),
    );
  };

const refusedAddress = (address: string) => new Error(`${address} is not an address of the public internet.`);

const addressesOf = (hostname: string): Promise<readonly LookupAddress[]> =>
  new Promise((done, fail) => {
    dnsLookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
  });
