import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_DEMO, DEMOS, type DemoName, isDemoName } from '../demo/demos.ts';
import type { Ports } from '../runtime/stack-options.ts';

export type StartOptions = {
  readonly dataFolder: string;
  readonly reset: boolean;
  /** Null: none. */
  readonly demo: DemoName | null;
  readonly ports: Ports;
};

/** In this order from the base on; each has an option of its own, too. */
const PORT_OPTIONS = {
  'port-api': 'api',
  'port-console': 'console',
  'port-dynamodb': 'dynamoDb',
  'port-sqs': 'sqs',
  'port-s3': 's3',
  'port-mailbox': 'mailbox',
  'port-sign-in': 'signIn',
} as const satisfies Readonly<Record<string, keyof Ports>>;

const USUAL_BASE = 7410;

export const START_HELP = `Billow on this machine: the deployed application against local engines.

  npm start [-- OPTIONS]

  --reset            begin anew: forget customers, bills, mails and operators of the data folder
  --no-demo          begin with an empty site
  --catalog NAME     which demo to load (default: ${DEFAULT_DEMO}), with --reset in a data folder that has one:
${Object.entries(DEMOS)
  .map(([name, { about }]) => `                       ${name.padEnd(16)} ${about}`)
  .join('\n')}
  --data DIR         where everything is kept (default: .billow)
  --port BASE        first of seven ports (default: ${USUAL_BASE}): API, console, DynamoDB, SQS, S3, mailbox, sign-in
  --port-api N       one port alone; also ${Object.keys(PORT_OPTIONS)
    .slice(1)
    .map((name) => `--${name}`)
    .join(', ')}
  --help             this page

Other commands: npm run --silent token -- --role admin · npm run catalog -- --help · npm test · npm run check · npm run verify`;

/**
 * Reads the command line of `npm start`.
 * @returns null when help was asked for
 * @throws a sentence for people when it cannot be understood
 */
export function parseStartOptions(args: readonly string[]): StartOptions | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      reset: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: true },
      catalog: { type: 'string', default: DEFAULT_DEMO },
      data: { type: 'string', default: '.billow' },
      port: { type: 'string', default: String(USUAL_BASE) },
      'port-api': text,
      'port-console': text,
      'port-dynamodb': text,
      'port-sqs': text,
      'port-s3': text,
      'port-mailbox': text,
      'port-sign-in': text,
    },
  });
  if (values.help) return null;
  const base = portNumber('port', values.port);
  const port = (name: keyof typeof PORT_OPTIONS, index: number): number => {
    const own = values[name];
    return own === undefined ? portNumber('port', String(base + index)) : portNumber(name, own);
  };
  const ports: Ports = {
    api: port('port-api', 0),
    console: port('port-console', 1),
    dynamoDb: port('port-dynamodb', 2),
    sqs: port('port-sqs', 3),
    s3: port('port-s3', 4),
    mailbox: port('port-mailbox', 5),
    signIn: port('port-sign-in', 6),
  };
  const [twice] = Object.values(ports).filter((one, index, all) => all.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`Port ${twice} is given to two servers.`);
  if (!isDemoName(values.catalog)) {
    throw new Error(`There is no demo "${values.catalog}": choose one of ${Object.keys(DEMOS).join(', ')}.`);
  }
  const demo = values.demo ? values.catalog : null;
  return { dataFolder: resolve(values.data), reset: values.reset, demo, ports };
}

function portNumber(name: string, value: string): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > 65_535) throw new Error(`--${name} needs a port number from 1 to 65535, not "${value}".`);
  return number;
}
