import { AwsError, notEmulated } from '../aws-error.ts';
import type { S3Engine, StartS3 } from '../engine.ts';
import { type EngineRequest, type EngineResponse, startHttpServer } from '../http-server.ts';
import { listObjects } from './list-objects.ts';
import { deleteObject, getObject, putObject } from './object-calls.ts';
import { ObjectStore } from './object-store.ts';
import { type Credentials, verifyPresigned } from './verify-presigned.ts';
import { element, xmlResponse } from './xml.ts';

const MAX_OBJECT_BYTES = 64 * 1_048_576;
const LOCAL_CREDENTIALS: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Private buckets, path style. Presigned links are verified; requests signed by header are believed. */
export const startS3: StartS3 = async ({ port, dataFolder, credentials = LOCAL_CREDENTIALS }): Promise<S3Engine> => {
  const store = new ObjectStore(dataFolder);
  const server = await startHttpServer({
    port,
    maxBodyBytes: MAX_OBJECT_BYTES,
    answer: (request) => answer(store, credentials, request),
    answerFault,
  }).catch((error) => {
    store.close();
    throw error;
  });
  return {
    url: server.url,
    ensureBucket: (name) => store.putBucket(checkedBucketName(name)),
    stop: async () => {
      await server.stop();
      store.close();
    },
  };
};

function answer(store: ObjectStore, credentials: Credentials, request: EngineRequest): EngineResponse {
  authenticate(credentials, request);
  const [bucket = '', key = ''] = bucketAndKey(request.path);
  if (bucket === '') throw notEmulated('ListBuckets');
  checkQuery(request.query);
  return key === '' ? answerBucket(store, bucket, request) : answerObject(store, { bucket, key }, request);
}

function authenticate(credentials: Credentials, request: EngineRequest): void {
  if (request.query.has('X-Amz-Signature') || request.query.has('X-Amz-Algorithm')) {
    verifyPresigned(request, { credentials, now: Date.now() });
  } else if (request.headers.authorization === undefined) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
}

function answerBucket(store: ObjectStore, bucket: string, request: EngineRequest): EngineResponse {
  if (request.method === 'PUT') {
    store.putBucket(checkedBucketName(bucket));
    return { status: 200, headers: { location: `/${bucket}` } };
  }
  checkBucket(store, bucket);
  if (request.method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': 'us-east-1' } };
  if (request.method === 'GET') return listObjects(store, bucket, request);
  throw notEmulated(`${request.method} of a bucket`);
}

function answerObject(
  store: ObjectStore,
  target: { readonly bucket: string; readonly key: string },
  request: EngineRequest,
): EngineResponse {
  checkBucket(store, target.bucket);
  if (request.method === 'PUT') return putObject(store, target, request);
  if (request.method === 'GET' || request.method === 'HEAD') return getObject(store, target, request);
  if (request.method === 'DELETE') return deleteObject(store, target);
  throw notEmulated(`${request.method} of an object`);
}

/** `?acl`, `?tagging`, `?uploads`, `?versionId=…` turn a request into another call. */
const KNOWN_PARAMETERS =
  /^(x-id|X-Amz-.*|x-amz-checksum-mode|x-amz-user-agent|response-.*|list-type|prefix|delimiter|max-keys|start-after|continuation-token)$/;

function checkQuery(query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (!KNOWN_PARAMETERS.test(name)) throw notEmulated(`A request with ?${name}`);
  }
}

function bucketAndKey(path: string): readonly string[] {
  const match = /^\/([^/]*)\/?(.*)$/s.exec(path);
  try {
    return [decodeURIComponent(match?.[1] ?? ''), decodeURIComponent(match?.[2] ?? '')];
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function checkBucket(store: ObjectStore, bucket: string): void {
  if (!store.hasBucket(bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
}

function checkedBucketName(name: string): string {
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) return name;
  throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
}

function answerFault(error: unknown): EngineResponse {
  const known = error instanceof AwsError ? error : new AwsError('InternalError', String(error), 500);
  return xmlResponse(known.status, element('Error', [element('Code', known.code), element('Message', known.message)]));
}
