import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { configure, render } from '@testing-library/react';
import { UserManager } from 'oidc-client-ts';
import { AuthProvider } from 'react-oidc-context';
import { vi } from 'vitest';
import { createConsoleRouter } from '../../../console/src/app/router.tsx';
import { SiteGate } from '../../../console/src/app/site-gate.tsx';
import { ApiProvider, createApi } from '../../../console/src/lib/api.ts';
import { SessionProvider } from '../../../console/src/lib/session.ts';
import { aClock, aSite } from './fixtures.tsx';

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly body: unknown;
  readonly headers: Headers;
};
type Answer = unknown | ((asked: Asked) => unknown);

/** Answers by `METHOD /path`; a function sees what was asked. A `Response` is sent as it is: with its status, its version. */
export type Answers = Readonly<Record<string, Answer>>;

// Pages are loaded when they are opened, the first one with the whole component kit.
configure({ asyncUtilTimeout: 8000, getElementError: (message) => new Error(message ?? 'not found') });

const API = 'http://api.test';
const EMPTY_PAGE = { items: [], nextCursor: null };

const isJson = (request: Request): boolean => request.headers.get('content-type')?.includes('json') === true;

/** The console at a path, signed in with some roles, against an API that is made of answers. Returns what was asked of it. */
export function renderConsole(path: string, answers: Answers, roles: readonly string[] = ['admin']) {
  const asked: Asked[] = [];
  const all: Answers = {
    'GET /v1/site': aSite(),
    'GET /v1/site/clock': aClock(),
    'GET /v1/customer-types': EMPTY_PAGE,
    'GET /v1/custom-attributes': EMPTY_PAGE,
    'GET /v1/service-types': EMPTY_PAGE,
    ...answers,
  };
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const one: Asked = {
      method: request.method,
      path: url.pathname,
      search: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : isJson(request) ? JSON.parse(text) : text,
    };
    asked.push(one);
    const answer = all[`${one.method} ${one.path}`];
    const body = typeof answer === 'function' ? answer(one) : answer;
    if (body instanceof Response) return body.clone();
    return body === undefined
      ? Response.json(
          { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found', instance: 'r1' },
          { status: 404 },
        )
      : Response.json(body);
  });
  vi.stubGlobal('scrollTo', () => undefined);
  const config = {
    apiUrl: API,
    authority: `${API}/pool`,
    clientId: 'console',
    cognitoDomain: API,
    environment: 'sandbox',
  };
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createConsoleRouter(config, history);
  const users = new UserManager({
    authority: config.authority,
    client_id: 'console',
    redirect_uri: `${API}/signed-in`,
    metadata: {},
  });
  const api = createApi(API, { token: async () => 'token', onRefused: () => undefined });
  const session = { name: 'Dana Demo', email: 'dana@example.com', site: 'demo', roles, signOut: () => undefined };
  const view = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <AuthProvider userManager={users}>
        <SessionProvider value={session}>
          <ApiProvider value={api}>
            <SiteGate>
              <RouterProvider router={router} />
            </SiteGate>
          </ApiProvider>
        </SessionProvider>
      </AuthProvider>
    </QueryClientProvider>,
  );
  return { ...view, asked, router };
}
