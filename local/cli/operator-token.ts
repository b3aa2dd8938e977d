import * as z from 'zod';
import type { StackFile } from './stack-file.ts';

export type Asked = {
  readonly role?: string | undefined;
  readonly site?: string | undefined;
  readonly email?: string | undefined;
};

/** Asks the running stack for an operator's ID token; by default an admin's of its home site. */
export async function operatorToken(
  { urls, operators, homeSite }: StackFile,
  { role, site, email }: Asked,
): Promise<string> {
  const whose = email === undefined ? { role: role ?? 'admin', site: site ?? homeSite } : { email, role, site };
  const response = await fetch(`${urls['signIn']}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...operators, ...whose }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return z.object({ token: z.string() }).parse(answer).token;
  throw new Error(
    z
      .object({ message: z.string() })
      .catch({ message: `The stack answered ${response.status}.` })
      .parse(answer).message,
  );
}
