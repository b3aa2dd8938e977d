import { AwsError, notEmulated } from '../aws-error.ts';
import type { EngineRequest, EngineResponse } from '../http-server.ts';
import type { ObjectStore } from './object-store.ts';
import { element, type XmlElement, xmlResponse } from './xml.ts';

const MOST_KEYS = 1000;

/** ListObjectsV2. The continuation token is the last key or folder that was answered, in base64url. */
export function listObjects(store: ObjectStore, bucket: string, { query }: EngineRequest): EngineResponse {
  if (query.get('list-type') !== '2') throw notEmulated('ListObjects (version 1)');
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const maxKeys = readMaxKeys(query.get('max-keys'));

  const contents: XmlElement[] = [];
  const folders: string[] = [];
  let last = '';
  let isTruncated = false;
  for (const object of store.list(bucket, { prefix, after })) {
    const folder = folderOf(object.key, { prefix, delimiter });
    if (folder !== null && (folder === folders.at(-1) || folder === after)) continue;
    if (contents.length + folders.length === maxKeys) {
      isTruncated = maxKeys > 0;
      break;
    }
    if (folder === null) contents.push(element('Contents', contentsOf(object)));
    else folders.push(folder);
    last = folder ?? object.key;
  }
  return xmlResponse(
    200,
    element('ListBucketResult', [
      element('Name', bucket),
      element('Prefix', prefix),
      ...(delimiter === '' ? [] : [element('Delimiter', delimiter)]),
      element('MaxKeys', String(maxKeys)),
      element('KeyCount', String(contents.length + folders.length)),
      element('IsTruncated', String(isTruncated)),
      ...(isTruncated ? [element('NextContinuationToken', Buffer.from(last).toString('base64url'))] : []),
      ...contents,
      ...folders.map((folder) => element('CommonPrefixes', [element('Prefix', folder)])),
    ]),
  );
}

function contentsOf({ key, modifiedAt, etag, size }: { key: string; modifiedAt: number; etag: string; size: number }) {
  return [
    element('Key', key),
    element('LastModified', new Date(modifiedAt).toISOString()),
    element('ETag', etag),
    element('Size', String(size)),
    element('StorageClass', 'STANDARD'),
  ];
}

/** `invoices/` for `invoices/7.pdf` under delimiter `/`; null for a key that stands for itself. */
function folderOf(key: string, { prefix, delimiter }: { readonly prefix: string; readonly delimiter: string }) {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? null : key.slice(0, end + delimiter.length);
}

function readMaxKeys(text: string | null): number {
  const value = text === null ? MOST_KEYS : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new AwsError('InvalidArgument', 'Provided max-keys not an integer.');
  return Math.min(value, MOST_KEYS);
}
