import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { MailboxEngine, MailboxOptions } from '../../../local/engines/engine.ts';
import { startMailbox } from '../../../local/engines/mailbox/start-mailbox.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function start(options: Partial<MailboxOptions> = {}): Promise<{ engine: MailboxEngine; ses: SESv2Client }> {
  const engine = await startMailbox({ port: 0, dataFolder: null, ...options });
  running.push(engine);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { engine, ses: new SESv2Client({ endpoint: engine.url, region: 'us-east-1', credentials }) };
}

const mail = (more: { From?: string; To?: string; Subject?: string; Html?: string } = {}) =>
  new SendEmailCommand({
    FromEmailAddress: more.From ?? 'Billow <billing@billow.dev>',
    Destination: { ToAddresses: [more.To ?? 'ada@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: more.Subject ?? 'Invoice 2026-0001' },
        Body: { Html: { Data: more.Html ?? '<p>Your <b>invoice</b></p>' }, Text: { Data: 'Your invoice' } },
      },
    },
  });

test('a sent mail lies in the inbox under the id that SES answered', async () => {
  const { engine, ses } = await start();
  const { MessageId } = await ses.send(mail());
  expect(engine.messages()).toEqual([
    {
      messageId: MessageId,
      receivedAt: expect.stringMatching(/Z$/),
      from: 'Billow <billing@billow.dev>',
      to: ['ada@example.com'],
      cc: [],
      bcc: [],
      replyTo: [],
      subject: 'Invoice 2026-0001',
      text: 'Your invoice',
      html: '<p>Your <b>invoice</b></p>',
    },
  ]);
});

test('the JSON list is newest first, can be asked for one recipient, and can be emptied', async () => {
  const { engine, ses } = await start();
  for (const To of ['ada@example.com', 'bob@example.com', 'Ada@example.com']) await ses.send(mail({ To, Subject: To }));
  const subjects = async (query: string) => {
    const answer = await (await fetch(`${engine.url}/messages${query}`)).json();
    return z
      .object({ mails: z.array(z.object({ subject: z.string() })) })
      .parse(answer)
      .mails.map((mail) => mail.subject);
  };
  expect(await subjects('')).toEqual(['Ada@example.com', 'bob@example.com', 'ada@example.com']);
  expect(await subjects('?to=ada@example.com')).toEqual(['Ada@example.com', 'ada@example.com']);
  expect(await subjects('?limit=1')).toEqual(['Ada@example.com']);
  expect((await fetch(`${engine.url}/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await subjects('')).toEqual([]);
});

test('a sender that is not verified is rejected as SES does it; a verified domain covers its addresses', async () => {
  const { engine, ses } = await start({ verifiedSenders: ['billow.dev', 'one@example.com'] });
  await ses.send(mail());
  await ses.send(mail({ From: 'one@example.com' }));
  const stranger = ses.send(mail({ From: 'billow.dev <two@example.com>' }));
  await expect(stranger).rejects.toMatchObject({
    name: 'MessageRejected',
    message: expect.stringContaining('not verified'),
  });
  expect(engine.messages()).toHaveLength(2);
});

test('the inbox page shows the newest mail in a frame that runs no scripts', async () => {
  const { engine, ses } = await start();
  const { MessageId } = await ses.send(
    mail({ Subject: '<script>alert(1)</script>', Html: '<script>alert(2)</script>' }),
  );
  const page = await fetch(engine.url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  const text = await page.text();
  expect(text).not.toContain('<script>alert');
  expect(text).toContain(`src="/messages/${MessageId}/html" sandbox="allow-popups`);
  const frame = await fetch(`${engine.url}/messages/${MessageId}/html`);
  expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups .*default-src 'none'/);
  expect(frame.headers.get('content-security-policy')).not.toContain('allow-scripts');
});

test('the page searches addresses and subjects, pages, and shows the plain text', async () => {
  const { engine, ses } = await start();
  for (let index = 1; index <= 51; index += 1) {
    engine.deliver({
      from: 'a@b.c',
      to: [`driver-${index}@example.com`],
      subject: `No. ${index}`,
      text: `Text ${index}`,
    });
  }
  await ses.send(mail({ To: 'ada@example.com' }));
  const shown = async (query: string) =>
    (await (await fetch(engine.url + query)).text()).match(/class="recipient">[^<]*/g);
  expect(await shown('/')).toHaveLength(50);
  expect(await shown('/?page=2')).toEqual([
    'class="recipient">driver-2@example.com',
    'class="recipient">driver-1@example.com',
  ]);
  expect(await shown('/?q=ADA@')).toEqual(['class="recipient">ada@example.com']);
  expect(await (await fetch(`${engine.url}/?q=driver-7@`)).text()).toContain('<pre tabindex="0">Text 7</pre>');
});

test('what is not emulated answers 501 and says so', async () => {
  const { ses } = await start();
  const identity = ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'a@b.c' }));
  await expect(identity).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  const raw = new SendEmailCommand({
    FromEmailAddress: 'a@b.c',
    Destination: { ToAddresses: ['d@e.f'] },
    Content: { Raw: { Data: new Uint8Array([65]) } },
  });
  await expect(ses.send(raw)).rejects.toThrow('other than simple content is not emulated');
});

test('mails survive a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'billow-mailbox-'));
  const { engine, ses } = await start({ dataFolder });
  const { MessageId } = await ses.send(mail());
  await engine.stop();
  const { engine: again } = await start({ dataFolder });
  expect(again.messages().map(({ messageId }) => messageId)).toEqual([MessageId]);
  await again.stop();
  rmSync(dataFolder, { recursive: true });
});
