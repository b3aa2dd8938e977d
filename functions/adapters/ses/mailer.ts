import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../../ports.ts';

/**
 * Sends mails in UTF-8 from one address. Throws what SES throws: a refused address is as much a fault as a throttled request, and
 * whoever sends decides which to try again.
 */
export const sesMailer = ({ client, from }: { readonly client: SESv2Client; readonly from: string }): Mailer => ({
  send: async ({ to, subject, html, text }) => {
    const { MessageId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Html: { Data: html, Charset: 'UTF-8' }, Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      }),
    );
    if (MessageId === undefined) throw new Error('SES answered without a message id.');
    return { messageId: MessageId };
  },
});
