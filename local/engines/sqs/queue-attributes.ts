import * as z from 'zod';
import { AwsError, notEmulated } from '../aws-error.ts';

/** The settings of a queue that change how this engine behaves; times in seconds, size in bytes. */
export type QueueSettings = {
  readonly delaySeconds: number;
  readonly maximumMessageSize: number;
  readonly messageRetentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly redrive: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number } | null;
};

const wholeNumber = (low: number, high: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(low).max(high));

const redrivePolicy = z
  .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1).max(1000) })
  .nullable();

const RANGES = {
  DelaySeconds: wholeNumber(0, 900),
  MaximumMessageSize: wholeNumber(1024, 1_048_576),
  MessageRetentionPeriod: wholeNumber(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: wholeNumber(0, 20),
  VisibilityTimeout: wholeNumber(0, 43_200),
} as const;

/** Accepted and shown again, without effect here: who may call and how data is encrypted is not emulated. */
const WITHOUT_EFFECT = new Set([
  'Policy',
  'SqsManagedSseEnabled',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'RedriveAllowPolicy',
]);

export const DEFAULT_ATTRIBUTES: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
};

/** Refuses what AWS refuses, before anything is stored. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  if (attributes['FifoQueue'] !== undefined) throw notEmulated('A FIFO queue');
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'RedrivePolicy') readRedrive(value);
    else if (isRanged(name)) readRanged(name, value);
    else if (!WITHOUT_EFFECT.has(name)) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
}

export function settingsOf(attributes: Readonly<Record<string, string>>): QueueSettings {
  const all = { ...DEFAULT_ATTRIBUTES, ...attributes };
  const read = (name: keyof typeof RANGES) => readRanged(name, all[name] ?? '');
  return {
    delaySeconds: read('DelaySeconds'),
    maximumMessageSize: read('MaximumMessageSize'),
    messageRetentionSeconds: read('MessageRetentionPeriod'),
    receiveWaitSeconds: read('ReceiveMessageWaitTimeSeconds'),
    visibilityTimeoutSeconds: read('VisibilityTimeout'),
    redrive: readRedrive(all['RedrivePolicy'] ?? ''),
  };
}

function isRanged(name: string): name is keyof typeof RANGES {
  return Object.hasOwn(RANGES, name);
}

function readRanged(name: keyof typeof RANGES, value: string): number {
  const read = RANGES[name].safeParse(value);
  if (!read.success) throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  return read.data;
}

/** An empty policy takes the redrive away. */
function readRedrive(value: string): QueueSettings['redrive'] {
  if (value === '') return null;
  try {
    return redrivePolicy.parse(JSON.parse(value));
  } catch {
    throw new AwsError('InvalidAttributeValue', 'Invalid value for the parameter RedrivePolicy.');
  }
}
