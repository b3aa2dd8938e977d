import { AwsError, notEmulated } from '../aws-error.ts';
import type { SqsEngine, StartSqs } from '../engine.ts';
import { type EngineRequest, type EngineResponse, startHttpServer } from '../http-server.ts';
import { openDatabase } from '../open-database.ts';
import { Arrivals } from './arrivals.ts';
import { CALLS, type CallContext } from './calls.ts';
import { checkAttributes } from './queue-attributes.ts';
import { ACCOUNT, queueArn } from './queue-names.ts';
import { QUEUE_SCHEMA, QueueStore } from './queue-store.ts';
import { receive } from './receive.ts';
import { lambdaMessage } from './received.ts';

/** A batch of 1 MiB may take up to six times that in JSON, when every character is escaped. */
const MAX_REQUEST_BYTES = 8 * 1_048_576;
const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** Standard queues over the JSON protocol of SQS. Queue URLs are `{url}/000000000000/NAME`. */
export const startSqs: StartSqs = async ({ port, dataFolder }): Promise<SqsEngine> => {
  const db = openDatabase(dataFolder, QUEUE_SCHEMA);
  const arrivals = new Arrivals();
  const store = new QueueStore(db, (queue) => arrivals.announce(queue));
  const stopping = new AbortController();
  let url = '';
  const queueUrl = (name: string) => `${url}/${ACCOUNT}/${name}`;
  const server = await startHttpServer({
    port,
    maxBodyBytes: MAX_REQUEST_BYTES,
    answer: (request) => answer(request, { store, arrivals, queueUrl, gone: request.gone }),
    answerFault,
  }).catch((error) => {
    db.close();
    throw error;
  });
  url = server.url;
  return {
    url,
    queueUrl,
    queueArn,
    ensureQueue: (name, attributes = {}) => {
      checkAttributes(attributes);
      store.putQueue(name, attributes, Date.now());
    },
    receive: async (queue, { maxMessages, waitMs, signal }) => {
      const either = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
      const taken = await receive({ store, arrivals }, queue, { max: maxMessages, waitMs, signal: either });
      return taken.map(lambdaMessage);
    },
    deleteMessages: (queue, handles) => store.delete(queue, handles),
    releaseMessages: (queue, handles) => store.release(queue, handles, Date.now()),
    counts: (queue) => store.counts(queue, Date.now()),
    stop: async () => {
      stopping.abort();
      await server.stop();
      if (db.isOpen) db.close();
    },
  };
};

async function answer(request: EngineRequest, context: CallContext): Promise<EngineResponse> {
  const target = request.headers['x-amz-target'];
  if (request.method !== 'POST' || typeof target !== 'string') {
    throw notEmulated(
      'SQS by its older query protocol (use an SDK that speaks JSON, of 2023 or newer), or without SDK,',
    );
  }
  const name = target.replace('AmazonSQS.', '');
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call === undefined) throw notEmulated(target);
  const output = await call(parseJson(request.body), context);
  return { status: 200, headers: { 'content-type': CONTENT_TYPE }, body: JSON.stringify(output) };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request is not JSON.');
  }
}

/** SDKs made for the older protocol still look for its error names in this header. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
};

function answerFault(error: unknown): EngineResponse {
  const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
  const fault = known.status < 500 ? 'Sender' : 'Receiver';
  return {
    status: known.status,
    headers: { 'content-type': CONTENT_TYPE, 'x-amzn-query-error': `${OLD_NAMES[known.code] ?? known.code};${fault}` },
    body: JSON.stringify({ __type: `com.amazonaws.sqs#${known.code}`, message: known.message }),
  };
}
