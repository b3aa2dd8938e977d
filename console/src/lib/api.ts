import createClient, { type Client } from 'openapi-fetch';
import { createContext, useContext } from 'react';
import type { Paths } from '../../../functions/http/contract/paths.ts';
import { asProblem, problemOf } from './problem.ts';

export type Api = Client<Paths>;

export type ApiSession = {
  /** The ID token to send; null when there is no session any more. */
  readonly token: () => Promise<string | null>;
  /** The API did not accept the token. */
  readonly onRefused: () => void;
};

/** The typed client: every path, parameter and answer is the contract's. */
export function createApi(baseUrl: string, { token, onRefused }: ApiSession): Api {
  const client = createClient<Paths>({ baseUrl, fetch: (request) => globalThis.fetch(request) });
  client.use({
    onRequest: async ({ request }) => {
      const bearer = await token();
      if (bearer !== null) request.headers.set('authorization', `Bearer ${bearer}`);
      return request;
    },
    onResponse: ({ response }) => {
      if (response.status === 401) onRefused();
    },
  });
  return client;
}

type Answered<T> = { readonly data?: T; readonly error?: unknown; readonly response: Response };

/** The data of an answer; everything else is thrown as a {@link Problem}. */
export async function answerOf<T>(call: Promise<Answered<T>>): Promise<Exclude<T, undefined>> {
  const { data, error, response } = await call.catch((cause) => {
    throw asProblem(cause);
  });
  if (!isPresent(data)) throw problemOf(response.status, error);
  return data;
}

/** An answer with its version: what is changed from it names the version, so that nobody else's change is lost. */
export type Versioned<T> = { readonly answer: T; readonly etag: string };

/** As `answerOf`, with the version for `If-Match`. */
export async function versionedOf<T>(call: Promise<Answered<T>>): Promise<Versioned<Exclude<T, undefined>>> {
  let etag = '';
  const noted = call.then((answered) => {
    etag = answered.response.headers.get('etag') ?? '';
    return answered;
  });
  const answer = await answerOf(noted);
  return { answer, etag };
}

const isPresent = <T>(data: T | undefined): data is Exclude<T, undefined> => data !== undefined;

const ApiContext = createContext<Api | null>(null);
export const ApiProvider = ApiContext.Provider;

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('useApi needs an ApiProvider');
  return api;
}
