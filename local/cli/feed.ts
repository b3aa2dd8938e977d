import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { messageOf, readChargingSessions } from '../demo/charging-sessions.ts';
import { demoApi } from '../demo/demo-api.ts';
import { sendUsage } from '../demo/send-usage.ts';
import { clientConfig } from '../runtime/local-environment.ts';
import { operatorToken } from './operator-token.ts';
import { runningStack } from './stack-file.ts';

const HELP = `Puts all charging sessions of the demo on the usage queue of the running stack, and says what became of them.
After the demo is loaded every one of them is a duplicate and moves no balance.

  npm run feed -- [--data DIR]`;

try {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: '.billow' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) console.log(HELP);
  else await feed(values.data);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function feed(data: string): Promise<void> {
  const stack = runningStack(resolve(data));
  if (stack === null) throw new Error(`No stack runs on ${data}. Start one with: npm start`);
  const sqs = new SQSClient(clientConfig(stack.urls['sqs'] ?? ''));
  const api = demoApi(stack.urls['api'] ?? '', () => operatorToken(stack, {}));
  const sessions = await readChargingSessions();
  const messages = sessions.map((session) => messageOf(session, stack.homeSite));
  const counts = await sendUsage({ sqs, queueUrl: stack.usageQueueUrl, api }, messages);
  for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(12)}${String(count).padStart(6)}`);
  sqs.destroy();
}
