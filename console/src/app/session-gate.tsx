import { useQueryClient } from '@tanstack/react-query';
import type { User, UserManager } from 'oidc-client-ts';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useAuth } from 'react-oidc-context';
import { ApiProvider, createApi } from '../lib/api.ts';
import { signOutUrl } from '../lib/auth-settings.ts';
import type { ConsoleConfig } from '../lib/config.ts';
import { type Session, SessionProvider } from '../lib/session.ts';
import { markSession } from '../lib/session-state.ts';
import { SignInPage } from './sign-in-page.tsx';

type SessionGateProps = { readonly config: ConsoleConfig; readonly users: UserManager; readonly children: ReactNode };

/** Shows the console to who is signed in, and the way in to everybody else. Who was signed in keeps the page when it ends. */
export function SessionGate({ config, users, children }: SessionGateProps) {
  const auth = useAuth();
  const queries = useQueryClient();
  const [isRenewing, setRenewing] = useState(false);
  const triedToRenew = useRef(false);
  const lastUser = useRef<User | null>(null);
  if (auth.user && auth.isAuthenticated) lastUser.current = auth.user;

  const isStale = auth.user?.expired === true && lastUser.current === null;
  useEffect(() => {
    if (!isStale || triedToRenew.current) return;
    triedToRenew.current = true;
    setRenewing(true);
    users
      .signinSilent()
      .catch(() => null)
      .finally(() => setRenewing(false));
  }, [isStale, users]);

  useEffect(() => {
    if (auth.isAuthenticated) markSession('alive');
    const expire = () => markSession('expired');
    users.events.addAccessTokenExpired(expire);
    users.events.addSilentRenewError(expire);
    return () => {
      users.events.removeAccessTokenExpired(expire);
      users.events.removeSilentRenewError(expire);
    };
  }, [auth.isAuthenticated, users]);

  const api = useMemo(
    () =>
      createApi(config.apiUrl, {
        token: async () => (await users.getUser())?.id_token ?? null,
        onRefused: () => markSession('expired'),
      }),
    [config.apiUrl, users],
  );
  const user = lastUser.current;
  const session = useMemo<Session | null>(
    () => user && sessionOf(user, config, users, () => queries.clear()),
    [user, config, users, queries],
  );
  if (session === null) {
    return (
      <SignInPage
        environment={config.environment}
        busy={auth.isLoading || auth.activeNavigator !== undefined || isRenewing}
        expired={isStale}
        error={auth.error?.message}
        onSignIn={() => void auth.signinRedirect({ state: { returnTo: here() } })}
      />
    );
  }
  return (
    <SessionProvider value={session}>
      <ApiProvider value={api}>{children}</ApiProvider>
    </SessionProvider>
  );
}

/** Where one is, to come back to after signing in. */
export const here = (): string =>
  window.location.pathname === '/signed-in' ? '/' : `${window.location.pathname}${window.location.search}`;

function sessionOf({ profile }: User, config: ConsoleConfig, users: UserManager, forget: () => void): Session {
  const groups = profile['cognito:groups'];
  const site = profile['custom:site'];
  return {
    name: profile.name ?? profile.email ?? profile.sub,
    email: profile.email ?? '',
    site: typeof site === 'string' ? site : '',
    roles: Array.isArray(groups) ? groups.map(String) : [],
    signOut: () => {
      forget();
      void users.removeUser().then(() => window.location.assign(signOutUrl(config)));
    },
  };
}
