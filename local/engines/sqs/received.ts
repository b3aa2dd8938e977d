import type { QueueMessage } from '../engine.ts';
import { md5Of, md5OfAttributes } from './message-attributes.ts';
import { ACCOUNT } from './queue-names.ts';
import type { TakenMessage } from './queue-store.ts';

const systemAttributes = (message: TakenMessage) => ({
  SenderId: ACCOUNT,
  SentTimestamp: String(message.sentAt),
  ApproximateReceiveCount: String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
});

/** A message as ReceiveMessage answers it: only the attributes that were asked for. */
export function received(
  message: TakenMessage,
  asked: { readonly systemNames: readonly string[]; readonly attributeNames: readonly string[] },
) {
  const system = pick(systemAttributes(message), (name) => isAsked(asked.systemNames, name));
  const own = pick(message.attributes, (name) => isAsked(asked.attributeNames, name));
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5Of(message.body),
    ...(Object.keys(system).length > 0 ? { Attributes: system } : {}),
    ...(Object.keys(own).length > 0 ? { MessageAttributes: own, MD5OfMessageAttributes: md5OfAttributes(own) } : {}),
  };
}

/** The same message as a Lambda event carries it. */
export function lambdaMessage(message: TakenMessage): QueueMessage {
  const messageAttributes: Record<string, QueueMessage['messageAttributes'][string]> = {};
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(message.attributes)) {
    messageAttributes[name] = {
      dataType: DataType,
      ...(StringValue === undefined ? {} : { stringValue: StringValue }),
      ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    };
  }
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    md5OfBody: md5Of(message.body),
    attributes: systemAttributes(message),
    messageAttributes,
  };
}

/** `All`, `.*`, a whole name, or a beginning followed by `.*`. */
function isAsked(names: readonly string[], name: string): boolean {
  return names.some(
    (asked) =>
      asked === 'All' ||
      asked === '.*' ||
      asked === name ||
      (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
  );
}

function pick<T>(all: Readonly<Record<string, T>>, isWanted: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
}
