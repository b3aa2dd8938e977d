import * as z from 'zod';
import { AwsError, notEmulated } from '../aws-error.ts';
import type { NewMail } from './mail-store.ts';

const content = z.object({ Data: z.string(), Charset: z.string().optional() });
const addresses = z.array(z.string().min(3)).default([]);

const sendEmail = z.object({
  FromEmailAddress: z.string().min(3),
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  ReplyToAddresses: addresses,
  Content: z.object({
    Simple: z
      .object({
        Subject: content,
        Body: z.object({ Text: content.optional(), Html: content.optional() }),
        Attachments: z.array(z.unknown()).max(0).optional(),
      })
      .optional(),
  }),
});

const MOST_RECIPIENTS = 50;

/** SendEmail with simple content, checked as SES checks it. */
export function mailOfRequest(input: unknown, verifiedSenders: readonly string[] | undefined): NewMail {
  const parsed = sendEmail.safeParse(input);
  if (!parsed.success) throw new AwsError('BadRequestException', z.prettifyError(parsed.error));
  const { FromEmailAddress: from, Destination, ReplyToAddresses: replyTo, Content } = parsed.data;
  if (Content.Simple === undefined) throw notEmulated('SendEmail with other than simple content');
  const { Subject, Body } = Content.Simple;
  const { ToAddresses: to, CcAddresses: cc, BccAddresses: bcc } = Destination;
  const recipients = to.length + cc.length + bcc.length;
  if (recipients < 1 || recipients > MOST_RECIPIENTS) {
    throw new AwsError('BadRequestException', `A mail needs between 1 and ${MOST_RECIPIENTS} recipients.`);
  }
  if (Body.Text === undefined && Body.Html === undefined) throw new AwsError('BadRequestException', 'Missing body.');
  if (/[\r\n]/.test(Subject.Data)) throw new AwsError('BadRequestException', 'The subject holds a line break.');
  checkSender(from, verifiedSenders);
  return {
    from,
    to,
    cc,
    bcc,
    replyTo,
    subject: Subject.Data,
    text: Body.Text?.Data ?? null,
    html: Body.Html?.Data ?? null,
  };
}

/** A verified domain covers its addresses; the name before the address does not count. */
function checkSender(from: string, verifiedSenders: readonly string[] | undefined): void {
  if (verifiedSenders === undefined) return;
  const address = (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (verifiedSenders.some((sender) => [address, domain].includes(sender.toLowerCase()))) return;
  throw new AwsError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region US-EAST-1: ${address}`,
  );
}
