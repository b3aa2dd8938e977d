import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { UserManager } from 'oidc-client-ts';
import { AuthProvider } from 'react-oidc-context';
import type { ConsoleConfig } from '../lib/config.ts';
import { asProblem } from '../lib/problem.ts';
import { LANGUAGE } from '../lib/translate.ts';
import type { createConsoleRouter } from './router.tsx';
import { SessionGate } from './session-gate.tsx';
import { SiteGate } from './site-gate.tsx';

type ConsoleAppProps = {
  readonly config: ConsoleConfig;
  readonly users: UserManager;
  /** The kit's own words. */
  readonly kitMessages: I18nProviderProps['messages'];
  readonly router: ReturnType<typeof createConsoleRouter>;
};

/** Refusals do not get better by asking again; an unreachable API may. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && (asProblem(error).status === 0 || asProblem(error).status >= 500),
      },
    },
  });

const queries = createQueries();

export const ConsoleApp = ({ config, users, kitMessages, router }: ConsoleAppProps) => (
  <I18nProvider locale={LANGUAGE} messages={kitMessages}>
    <QueryClientProvider client={queries}>
      <AuthProvider
        userManager={users}
        onSigninCallback={(user) => {
          void router.navigate({ href: returnTo(user?.state), replace: true });
        }}
      >
        <SessionGate config={config} users={users}>
          <SiteGate>
            <RouterProvider router={router} />
          </SiteGate>
        </SessionGate>
      </AuthProvider>
    </QueryClientProvider>
  </I18nProvider>
);

/** Back to where signing in began; only ever within the console. */
function returnTo(state: unknown): string {
  const wanted = typeof state === 'object' && state !== null && 'returnTo' in state ? String(state.returnTo) : '/';
  return wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : '/';
}
