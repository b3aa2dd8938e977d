import type { TestProject } from 'vitest/node';
import { startDynamoDb } from '../../local/engines/dynamodb/start-dynamo-db.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly dynamoDbUrl: string;
  }
}

/** One JVM for all store tests; every test file makes its own table in it. Without Java the tests fail and say so. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await startDynamoDb({ port: 0, dataFolder: null });
  project.provide('dynamoDbUrl', engine.url);
  return engine.stop;
}
