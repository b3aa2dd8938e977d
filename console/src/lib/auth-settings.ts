import { type UserManagerSettings, WebStorageStateStore } from 'oidc-client-ts';

import type { ConsoleConfig } from './config.ts';

/**
 * Authorization code with PKCE. Cognito's discovery document lacks the end-session endpoint and a local pool has no hosted domain of
 * its own, so the endpoints are seeded.
 */
export function authSettings({ authority, clientId, cognitoDomain }: ConsoleConfig): UserManagerSettings {
  return {
    authority,
    client_id: clientId,
    redirect_uri: `${window.location.origin}/signed-in`,
    post_logout_redirect_uri: `${window.location.origin}/`,
    scope: 'openid email profile',
    automaticSilentRenew: true,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    metadata: {
      issuer: authority,
      authorization_endpoint: `${cognitoDomain}/oauth2/authorize`,
      token_endpoint: `${cognitoDomain}/oauth2/token`,
      jwks_uri: `${authority}/.well-known/jwks.json`,
      end_session_endpoint: `${cognitoDomain}/logout`,
    },
  };
}

/** Cognito's sign-out is not OpenID's: it wants the client and where to go. */
export const signOutUrl = ({ cognitoDomain, clientId }: ConsoleConfig): string =>
  `${cognitoDomain}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: `${window.location.origin}/` })}`;
