import { createContext, useContext } from 'react';
import type { Role } from '../../../functions/http/routes/route.ts';
import { type Operation, ROUTES } from '../../../functions/http/routes.ts';

/** Who works here. Roles are the groups of the user pool. */
export type Session = {
  readonly name: string;
  readonly email: string;
  /** The site that they work for, as usage events name it. */
  readonly site: string;
  readonly roles: readonly string[];
  readonly signOut: () => void;
};

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionProvider');
  return session;
}

/** The roles that an operation admits, beside `admin`. */
export const rolesFor = (operation: Operation): readonly Role[] =>
  ROUTES.find((route) => route.operation === operation)?.roles ?? [];

/** The same table that the API refuses by, so that a button can say why before it is pressed. */
export function useMay(operation: Operation): boolean {
  const { roles } = useSession();
  return roles.includes('admin') || rolesFor(operation).some((role) => roles.includes(role));
}
