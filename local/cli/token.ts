import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { operatorToken } from './operator-token.ts';
import { runningStack } from './stack-file.ts';

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
    console.log(await operatorToken(stack, asked));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
