import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, expect, test } from 'vitest';
import { snsTexter } from '../../../functions/adapters/sns/texter.ts';
import type { MailboxEngine } from '../../../local/engines/engine.ts';
import { startMailbox } from '../../../local/engines/mailbox/start-mailbox.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function start(): Promise<{ engine: MailboxEngine; sns: SNSClient }> {
  const engine = await startMailbox({ port: 0, dataFolder: null });
  running.push(engine);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { engine, sns: new SNSClient({ endpoint: engine.url, region: 'us-east-1', credentials, maxAttempts: 1 }) };
}

test('a text message lies in the mailbox, letter for letter, under the id that SNS answered', async () => {
  const { engine, sns } = await start();
  const text = '80 % porabljeno: še 200 MB & "nič" več';
  const { messageId } = await snsTexter({ client: sns }).send({ to: '+38641111222', text });
  expect(engine.messages()).toMatchObject([
    { messageId, from: 'SMS', to: ['+38641111222'], subject: text, text, html: null },
  ]);
  const page = await (await fetch(engine.url)).text();
  expect(page).toContain('+38641111222');
});

test.for([
  { phone: '041111222', text: 'x', because: 'a number without its country' },
  { phone: '+38641111222', text: 'x'.repeat(1601), because: 'a text that is too long' },
])('$because is refused as SNS refuses it', async ({ phone, text }) => {
  const { engine, sns } = await start();
  await expect(snsTexter({ client: sns }).send({ to: phone, text })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  expect(engine.messages()).toEqual([]);
});

test('publishing to a topic is not emulated, and says so', async () => {
  const { sns } = await start();
  const toTopic = new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:bell', Message: 'x' });
  await expect(sns.send(toTopic)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
});
