import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Texter } from '../../ports.ts';

/**
 * Sends text messages to phones. `Transactional`: what a customer waits for, delivered before what only advertises. Throws what SNS throws:
 * whoever sends decides what to try again.
 */
export const snsTexter = ({ client }: { readonly client: SNSClient }): Texter => ({
  send: async ({ to, text }) => {
    const { MessageId } = await client.send(
      new PublishCommand({
        PhoneNumber: to,
        Message: text,
        MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
      }),
    );
    if (MessageId === undefined) throw new Error('SNS answered without a message id.');
    return { messageId: MessageId };
  },
});
