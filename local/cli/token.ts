import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { runningStack, type StackFile } from './stack-file.ts';

const HELP = `Prints an operator's ID token of the running stack, and nothing else.

  npm run --silent token -- [OPTIONS]

  --role ROLE     admin (default), system, operations, customer-service, pricing, business-process, finance, marketing
  --site SITE     default: the site of the demo
  --email EMAIL   an existing operator instead of a made-up one
  --data DIR      the stack's data folder (default: .billow)

  curl -H "Authorization: Bearer $(npm run --silent token)" http://127.0.0.1:7410/v1/customers`;

try {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      site: { type: 'string' },
      email: { type: 'string' },
      data: { type: 'string', default: '.billow' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
  } else {
    const { data, help, ...asked } = values;
    const stack = runningStack(resolve(data));
    if (stack === null) throw new Error(`No stack runs on ${data}. Start one with: npm start`);
    console.log(await tokenOf(stack, asked));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

type Asked = {
  readonly role?: string | undefined;
  readonly site?: string | undefined;
  readonly email?: string | undefined;
};

async function tokenOf({ urls, operators, homeSite }: StackFile, { role, site, email }: Asked): Promise<string> {
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
