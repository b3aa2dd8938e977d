import { MessageRejected, SESv2Client, SendEmailCommand, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { sesMailer } from '../../../functions/adapters/ses/mailer.ts';

const ses = mockClient(SESv2Client);
const mailer = sesMailer({ client: new SESv2Client({}), from: 'Billing <billing@example.com>' });
const MAIL = { to: 'ada@example.com', subject: 'Ihre Rechnung für März', html: '<p>Hallo</p>', text: 'Hallo' };

beforeEach(() => ses.reset());

test('a mail goes out in both forms and gives its message id', async () => {
  ses.on(SendEmailCommand).resolves({ MessageId: 'm-1' });
  expect(await mailer.send(MAIL)).toEqual({ messageId: 'm-1' });
  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toEqual({
    FromEmailAddress: 'Billing <billing@example.com>',
    Destination: { ToAddresses: ['ada@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'Ihre Rechnung für März', Charset: 'UTF-8' },
        Body: {
          Html: { Data: '<p>Hallo</p>', Charset: 'UTF-8' },
          Text: { Data: 'Hallo', Charset: 'UTF-8' },
        },
      },
    },
  });
});

test.for([
  new MessageRejected({ $metadata: {}, message: 'Email address is not verified.' }),
  new TooManyRequestsException({ $metadata: {}, message: 'Slow down.' }),
])('what SES throws is thrown: $name', async (error) => {
  ses.on(SendEmailCommand).rejects(error);
  await expect(mailer.send(MAIL)).rejects.toBe(error);
});

test('an answer without a message id is not taken for a sent mail', async () => {
  ses.on(SendEmailCommand).resolves({});
  await expect(mailer.send(MAIL)).rejects.toThrow('without a message id');
});
