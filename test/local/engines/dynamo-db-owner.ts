// A process that owns a database and is killed by a test.
import { startDynamoDb } from '../../../local/engines/dynamodb/start-dynamo-db.ts';

const [dataFolder] = process.argv.slice(2);
const engine = await startDynamoDb({ port: 0, dataFolder: dataFolder ?? null });
process.stdout.write(`${engine.javaProcessId}\n`);
setInterval(() => undefined, 60_000);
