import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseStartOptions } from '../../../local/cli/start-options.ts';

test('without options: the demo, the usual ports, .billow', () => {
  expect(parseStartOptions([])).toEqual({
    dataFolder: resolve('.billow'),
    reset: false,
    demo: 'ev-charging',
    ports: { api: 7410, console: 7411, dynamoDb: 7412, sqs: 7413, s3: 7414, mailbox: 7415, signIn: 7416 },
  });
});

test('each can be chosen, a single port beside its base', () => {
  const args = ['--no-demo', '--reset', '--data', '/tmp/b', '--port', '9000', '--port-mailbox', '1080'];
  expect(parseStartOptions(args)).toEqual({
    dataFolder: '/tmp/b',
    reset: true,
    demo: null,
    ports: { api: 9000, console: 9001, dynamoDb: 9002, sqs: 9003, s3: 9004, mailbox: 1080, signIn: 9006 },
  });
});

test('another demo can be chosen by its catalog', () => {
  expect(parseStartOptions(['--catalog', 'energy'])?.demo).toBe('energy');
  expect(parseStartOptions(['--catalog', 'energy', '--no-demo'])?.demo).toBeNull();
});

test('help is asked for', () => {
  expect(parseStartOptions(['--help'])).toBeNull();
});

test.for([
  { args: ['--port', 'many'], complaint: '--port needs a port number from 1 to 65535, not "many".' },
  { args: ['--port', '65533'], complaint: '--port needs a port number from 1 to 65535, not "65536".' },
  { args: ['--port-sqs', '7410'], complaint: 'Port 7410 is given to two servers.' },
  {
    args: ['--catalog', 'trams'],
    complaint: 'There is no demo "trams": choose one of ev-charging, mobile-operator, energy, saas-ai.',
  },
  { args: ['--prot', '1'], complaint: "Unknown option '--prot'" },
])('$args is refused with a sentence', ({ args, complaint }) => {
  expect(() => parseStartOptions(args)).toThrow(complaint);
});
