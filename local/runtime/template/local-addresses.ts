import { REGION, URL_SUFFIX } from './pseudo-parameters.ts';
import { apiEndpoint, distributionDomain } from './resource-identity.ts';

/** A cloud URL's beginning and the local one that takes its place. */
export type AddressRule = { readonly from: RegExp; readonly to: string };

/** Local URLs, without a slash at the end. Sign-in comes once its engine has a port. */
export type LocalAddresses = {
  /** The API's id in the template, and where it is served. */
  readonly api?: { readonly id: string; readonly url: string };
  /** The console's distribution in the template, and where it is served. */
  readonly console?: { readonly id: string; readonly url: string };
  readonly signInUrl?: string;
};

/** Where the template's stage `local` expects the console; other ports are put in its place. */
const USUAL_CONSOLE_PORT = 7411;

/**
 * The template puts URLs together from parts (`https://`, an id, `.execute-api.`, the region …), so local addresses can
 * take their place only in the finished text: API, console, token issuer, hosted sign-in pages.
 */
export function addressRules({ api, console, signInUrl }: LocalAddresses): readonly AddressRule[] {
  const rules: AddressRule[] = [];
  if (api) rules.push(rule(apiEndpoint(api.id), api.url));
  if (console) {
    rules.push(rule(`https://${distributionDomain(console.id)}`, console.url));
    const { port } = new URL(console.url);
    for (const host of ['127.0.0.1', 'localhost']) {
      rules.push(rule(`http://${host}:${USUAL_CONSOLE_PORT}`, `http://${host}:${port}`));
    }
  }
  if (signInUrl) {
    rules.push(rule(`https://cognito-idp.${REGION}.${URL_SUFFIX}`, signInUrl));
    rules.push({
      from: new RegExp(`https://[a-z0-9-]+\\.auth\\.${REGION}\\.amazoncognito\\.com(?![a-z0-9.-])`, 'g'),
      to: signInUrl,
    });
  }
  return rules;
}

/** Applies the rules to every text inside a resolved value. */
export function localize(value: unknown, rules: readonly AddressRule[]): unknown {
  if (typeof value === 'string') return rules.reduce((text, { from, to }) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((item) => localize(item, rules));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, localize(item, rules)]));
}

/** The whole host, or nothing: `https://a.b` must not match the start of `https://a.bc`. */
function rule(origin: string, to: string): AddressRule {
  return { from: new RegExp(`${origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9.-])`, 'g'), to };
}
