import type { TaxGateway, TaxQuestion } from '../../ports.ts';

const TIMEOUT_MS = 5_000;
/** A tax does not change within the hour; a gateway that is down is asked again after a minute. */
const KEPT_MS = 60 * 60_000;
const RETRIED_MS = 60_000;
const MOST_KEPT = 10_000;

/** As text: a JSON number may have lost its digits. */
const PERCENT = /^(100(\.0+)?|\d{1,2}(\.\d{1,6})?)$/;

type Kept = { readonly percent: Promise<string | null>; until: number };

/**
 * A taxation gateway behind one address: `POST {url}` with the question as JSON, answered by `{"percent": "19"}`. A small service of the
 * operator's translates for the provider (SureTax, Avalara). Without an address nobody is asked and every such tax is pending.
 */
export function httpTaxGateway({
  url,
  systemNow = Date.now,
  fetch: ask = fetch,
}: {
  readonly url: string | undefined;
  readonly systemNow?: () => number;
  readonly fetch?: typeof fetch;
}): TaxGateway {
  if (url === undefined || url === '') return { percent: async () => null };
  const kept = new Map<string, Kept>();
  return {
    percent: (question) => {
      const key = JSON.stringify(question);
      const known = kept.get(key);
      if (known !== undefined && systemNow() < known.until) return known.percent;
      if (kept.size >= MOST_KEPT) kept.clear();
      const entry: Kept = {
        percent: quote(ask, url, question).then((percent) => {
          if (percent === null) entry.until = systemNow() + RETRIED_MS;
          return percent;
        }),
        until: systemNow() + KEPT_MS,
      };
      kept.set(key, entry);
      return entry.percent;
    },
  };
}

/** Null for whatever goes wrong: the caller keeps what it cannot charge, and asks again. */
async function quote(ask: typeof fetch, url: string, question: TaxQuestion): Promise<string | null> {
  try {
    const response = await ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return null;
    return percentIn(await response.json());
  } catch {
    return null;
  }
}

/** By hand: the rating worker must start fast. */
function percentIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('percent' in answer)) return null;
  const { percent } = answer;
  return typeof percent === 'string' && PERCENT.test(percent) ? percent : null;
}
