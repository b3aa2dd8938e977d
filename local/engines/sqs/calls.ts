import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { Arrivals } from './arrivals.ts';
import { md5Of, md5OfAttributes, messageAttributes, sizeOf } from './message-attributes.ts';
import { checkAttributes, DEFAULT_ATTRIBUTES, settingsOf } from './queue-attributes.ts';
import { nameOfArn, queueArn } from './queue-names.ts';
import type { QueueStore } from './queue-store.ts';
import { receive } from './receive.ts';
import { received } from './received.ts';

export type CallContext = {
  readonly store: QueueStore;
  readonly arrivals: Arrivals;
  readonly queueUrl: (queueName: string) => string;
  readonly gone: AbortSignal;
};
type Call = (input: unknown, context: CallContext) => unknown;

const attributeMap = z.record(z.string(), z.string());
const queueName = z.string().regex(/^[A-Za-z0-9_-]{1,80}(\.fifo)?$/);
const queueUrl = z.string().transform((url) => url.slice(url.lastIndexOf('/') + 1));
const ofQueue = z.object({ QueueUrl: queueUrl });
const entryId = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);
const delaySeconds = z.int().min(0).max(900).optional();
const visibilitySeconds = z.int().min(0).max(43_200);
const MAX_BATCH_BYTES = 1_048_576;

const toSend = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: delaySeconds,
  MessageAttributes: messageAttributes.default({}),
});
type ToSend = z.infer<typeof toSend>;

/** Every call that is emulated, by the name in `X-Amz-Target`. */
export const CALLS: Readonly<Record<string, Call>> = {
  CreateQueue: call(
    z.object({ QueueName: queueName, Attributes: attributeMap.default({}) }),
    ({ QueueName, Attributes }, { store, queueUrl }) => {
      checkAttributes(QueueName.endsWith('.fifo') ? { FifoQueue: 'true' } : Attributes);
      const existing = store.findQueue(QueueName)?.attributes;
      const all = existing && { ...DEFAULT_ATTRIBUTES, ...existing };
      if (all && Object.entries(Attributes).some(([name, value]) => all[name] !== value)) {
        const message = 'A queue already exists with the same name and a different value for an attribute.';
        throw new AwsError('QueueNameExists', message);
      }
      if (!existing) store.putQueue(QueueName, Attributes, Date.now());
      return { QueueUrl: queueUrl(QueueName) };
    },
  ),
  DeleteQueue: call(ofQueue, ({ QueueUrl }, { store }) => store.deleteQueue(existing(store, QueueUrl))),
  PurgeQueue: call(ofQueue, ({ QueueUrl }, { store }) => store.purge(existing(store, QueueUrl))),
  GetQueueUrl: call(z.object({ QueueName: queueName }), ({ QueueName }, { store, queueUrl }) => ({
    QueueUrl: queueUrl(existing(store, QueueName)),
  })),
  ListQueues: call(
    z.object({ QueueNamePrefix: z.string().default('') }),
    ({ QueueNamePrefix }, { store, queueUrl }) => ({
      QueueUrls: store.queueNames(QueueNamePrefix).map(queueUrl),
    }),
  ),
  GetQueueAttributes: call(ofQueue.extend({ AttributeNames: z.array(z.string()).default([]) }), (input, { store }) => {
    const all = shownAttributes(store, input.QueueUrl);
    const wanted = Object.entries(all).filter(
      ([name]) => input.AttributeNames.includes('All') || input.AttributeNames.includes(name),
    );
    return { Attributes: Object.fromEntries(wanted) };
  }),
  SetQueueAttributes: call(ofQueue.extend({ Attributes: attributeMap }), ({ QueueUrl, Attributes }, { store }) => {
    checkAttributes(Attributes);
    const before = store.findQueue(existing(store, QueueUrl))?.attributes;
    store.putQueue(QueueUrl, { ...before, ...Attributes }, Date.now());
  }),
  SendMessage: call(ofQueue.extend(toSend.shape), (message, { store }) => {
    const refusal = refusalOf(store, message.QueueUrl, message);
    if (refusal !== null) throw new AwsError('InvalidParameterValue', refusal);
    const [MessageId] = store.send(message.QueueUrl, [stored(message)], Date.now());
    return { MessageId, ...digests(message) };
  }),
  SendMessageBatch: call(
    ofQueue.extend({ Entries: z.array(toSend.extend({ Id: entryId })) }),
    ({ QueueUrl, Entries }, { store }) => {
      checkBatch(Entries);
      const size = Entries.reduce((bytes, entry) => bytes + sizeOf(entry.MessageBody, entry.MessageAttributes), 0);
      if (size > MAX_BATCH_BYTES) {
        throw new AwsError('BatchRequestTooLong', `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes.`);
      }
      const judged = Entries.map((entry) => ({ entry, refusal: refusalOf(store, QueueUrl, entry) }));
      const good = judged.filter(({ refusal }) => refusal === null).map(({ entry }) => entry);
      const ids = store.send(QueueUrl, good.map(stored), Date.now());
      const Failed = judged.flatMap(({ entry, refusal }) =>
        refusal === null ? [] : [{ Id: entry.Id, SenderFault: true, Code: 'InvalidParameterValue', Message: refusal }],
      );
      return { Successful: good.map((entry, i) => ({ Id: entry.Id, MessageId: ids[i], ...digests(entry) })), Failed };
    },
  ),
  ReceiveMessage: call(
    ofQueue.extend({
      MaxNumberOfMessages: z.int().min(1).max(10).default(1),
      WaitTimeSeconds: z.int().min(0).max(20).optional(),
      VisibilityTimeout: visibilitySeconds.optional(),
      AttributeNames: z.array(z.string()).default([]),
      MessageSystemAttributeNames: z.array(z.string()).default([]),
      MessageAttributeNames: z.array(z.string()).default([]),
    }),
    async (input, { store, arrivals, gone }) => {
      const { receiveWaitSeconds } = settingsOf(store.findQueue(existing(store, input.QueueUrl))?.attributes ?? {});
      const taken = await receive({ store, arrivals }, input.QueueUrl, {
        max: input.MaxNumberOfMessages,
        waitMs: (input.WaitTimeSeconds ?? receiveWaitSeconds) * 1000,
        visibilitySeconds: input.VisibilityTimeout,
        signal: gone,
      });
      const systemNames = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
      const named = { systemNames, attributeNames: input.MessageAttributeNames };
      return taken.length === 0 ? {} : { Messages: taken.map((message) => received(message, named)) };
    },
  ),
  DeleteMessage: call(ofQueue.extend({ ReceiptHandle: z.string() }), ({ QueueUrl, ReceiptHandle }, { store }) =>
    store.delete(existing(store, QueueUrl), [ReceiptHandle]),
  ),
  DeleteMessageBatch: call(
    ofQueue.extend({ Entries: z.array(z.object({ Id: entryId, ReceiptHandle: z.string() })) }),
    ({ QueueUrl, Entries }, { store }) => {
      checkBatch(Entries);
      store.delete(
        existing(store, QueueUrl),
        Entries.map(({ ReceiptHandle }) => ReceiptHandle),
      );
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
  ),
  StartMessageMoveTask: call(z.strictObject({ SourceArn: z.string() }), ({ SourceArn }, { store }) => {
    store.redrive(existing(store, nameOfArn(SourceArn)), Date.now());
    return { TaskHandle: randomUUID() };
  }),
  /** A task is over before it is answered. */
  ListMessageMoveTasks: call(z.object({ SourceArn: z.string() }), ({ SourceArn }, { store }) => {
    existing(store, nameOfArn(SourceArn));
    return { Results: [] };
  }),
  ChangeMessageVisibility: call(
    ofQueue.extend({ ReceiptHandle: z.string(), VisibilityTimeout: visibilitySeconds }),
    ({ QueueUrl, ReceiptHandle, VisibilityTimeout: seconds }, { store }) => {
      if (!store.changeVisibility(existing(store, QueueUrl), ReceiptHandle, { seconds, now: Date.now() })) {
        throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
      }
    },
  ),
  ChangeMessageVisibilityBatch: call(
    ofQueue.extend({
      Entries: z.array(z.object({ Id: entryId, ReceiptHandle: z.string(), VisibilityTimeout: visibilitySeconds })),
    }),
    ({ QueueUrl, Entries }, { store }) => {
      checkBatch(Entries);
      const queue = existing(store, QueueUrl);
      const isChanged = Entries.map(({ ReceiptHandle, VisibilityTimeout: seconds }) =>
        store.changeVisibility(queue, ReceiptHandle, { seconds, now: Date.now() }),
      );
      const fault = { SenderFault: true, Code: 'MessageNotInflight', Message: 'The message is not in flight.' };
      return {
        Successful: Entries.filter((_, i) => isChanged[i]).map(({ Id }) => ({ Id })),
        Failed: Entries.filter((_, i) => !isChanged[i]).map(({ Id }) => ({ Id, ...fault })),
      };
    },
  ),
};

function call<S extends z.ZodType>(schema: S, run: (input: z.infer<S>, context: CallContext) => unknown): Call {
  return (input, context) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new AwsError('InvalidParameterValue', z.prettifyError(parsed.error));
    return run(parsed.data, context) ?? {};
  };
}

function existing(store: QueueStore, name: string): string {
  if (store.findQueue(name) === null) {
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }
  return name;
}

function shownAttributes(store: QueueStore, name: string): Record<string, string> {
  const queue = store.findQueue(existing(store, name));
  const { visible, inFlight, delayed } = store.counts(name, Date.now());
  return {
    ...DEFAULT_ATTRIBUTES,
    ...queue?.attributes,
    QueueArn: queueArn(name),
    CreatedTimestamp: String(Math.floor((queue?.createdAt ?? 0) / 1000)),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

function checkBatch(entries: readonly { readonly Id: string }[]): void {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
}

/** XML's characters are SQS's: a body with others is refused before it is stored. */
const FORBIDDEN_CHARACTERS = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function refusalOf(store: QueueStore, queue: string, message: ToSend): string | null {
  const { maximumMessageSize } = settingsOf(store.findQueue(existing(store, queue))?.attributes ?? {});
  if (sizeOf(message.MessageBody, message.MessageAttributes) > maximumMessageSize) {
    return `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageSize} bytes.`;
  }
  return FORBIDDEN_CHARACTERS.test(message.MessageBody) ? 'Invalid characters found in the message body.' : null;
}

const stored = (message: ToSend) => ({
  body: message.MessageBody,
  attributes: message.MessageAttributes,
  delaySeconds: message.DelaySeconds,
});

const digests = (message: ToSend) => ({
  MD5OfMessageBody: md5Of(message.MessageBody),
  MD5OfMessageAttributes: md5OfAttributes(message.MessageAttributes),
});
