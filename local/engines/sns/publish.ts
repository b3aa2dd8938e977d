import { AwsError, notEmulated } from '../aws-error.ts';
import type { MailToDeliver } from '../engine.ts';
import type { EngineResponse } from '../http-server.ts';

/** Who text messages in the mailbox come from. */
export const SMS_SENDER = 'SMS';

const E164 = /^\+[1-9]\d{6,14}$/;
const MOST_BYTES = 1600;

/** SNS speaks the older query protocol: a form in, XML out. Emulates Publish to a phone number, and nothing else. */
export function answerSns(body: Buffer, deliver: (message: MailToDeliver) => string): EngineResponse {
  try {
    const form = new URLSearchParams(body.toString('utf8'));
    return xml(
      200,
      `<PublishResponse><PublishResult><MessageId>${deliver(smsOf(form))}</MessageId></PublishResult></PublishResponse>`,
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code, message, status } = error;
    return xml(
      status,
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  }
}

function smsOf(form: URLSearchParams): MailToDeliver {
  const call = form.get('Action') ?? '';
  if (call !== 'Publish') throw notEmulated(/^\w+$/.test(call) ? call : 'This call');
  const phone = form.get('PhoneNumber');
  if (phone === null) throw notEmulated('Publish to a topic');
  if (!E164.test(phone)) throw new AwsError('InvalidParameter', 'Invalid parameter: PhoneNumber');
  const text = form.get('Message') ?? '';
  if (text === '' || Buffer.byteLength(text) > MOST_BYTES) {
    throw new AwsError('InvalidParameter', 'Invalid parameter: Message');
  }
  return { from: SMS_SENDER, to: [phone], subject: text.replaceAll(/\s+/g, ' ').slice(0, 70), text };
}

const xml = (status: number, body: string): EngineResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0"?>${body}`,
});
