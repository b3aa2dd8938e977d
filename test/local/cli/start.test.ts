import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { isAlive } from '../../../local/file-lock.mjs';
import { prepareArtifacts } from '../../../local/runtime/artifacts/prepare-artifacts.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

let dataFolder: string;
let base: number;
beforeAll(async () => {
  await prepareArtifacts({ console: true });
  dataFolder = mkdtempSync(join(tmpdir(), 'billow-start-'));
  base = await freePorts();
});
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** The first of seven free ports in a row, below those that the system gives to connections. */
async function freePorts(): Promise<number> {
  for (let first = 20_000 + (process.pid % 1_000) * 10; ; first += 7) {
    const free = await Promise.all(Array.from({ length: 7 }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

type Start = {
  readonly child: ChildProcess;
  readonly until: (text: string) => Promise<string>;
  readonly ended: Promise<number | null>;
};

function start(...args: readonly string[]): Start {
  const options = ['--no-demo', '--data', dataFolder, '--port', String(base), ...args];
  const child = spawn(process.execPath, [join(ROOT, 'local', 'cli', 'start.ts'), ...options], { cwd: ROOT });
  running.push(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const until = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => output.includes(text) && resolve(output);
      look();
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`ended without "${text}":\n${output}`)));
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').prependListener('data', (text: string) => {
      output += text;
    });
  }
  return { child, until, ended };
}

const token = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'local', 'cli', 'token.ts'), '--data', dataFolder, ...args], {
    encoding: 'utf8',
  });
const javaProcessId = () =>
  z
    .object({ javaProcessId: z.number() })
    .parse(JSON.parse(readFileSync(join(dataFolder, 'dynamodb', 'processes.json'), 'utf8'))).javaProcessId;

test('start says where everything is; a token opens the API; a second start is refused; a polite stop leaves no Java', async () => {
  const { child, until, ended } = start();
  const welcome = await until('Ready in');
  for (const line of [
    `Console      http://127.0.0.1:${base + 1}`,
    'Sign in      demo@billow.dev   Billow-demo-2026!',
    `Mailbox      http://127.0.0.1:${base + 5}`,
    `API          http://127.0.0.1:${base}`,
    `API docs     http://127.0.0.1:${base}/v1/openapi.json`,
    `Usage queue  http://127.0.0.1:${base + 3}/000000000000/`,
  ]) {
    expect(welcome).toContain(line);
  }
  expect(welcome).not.toContain('Not run here');

  const site = () => `http://127.0.0.1:${base}/v1/site`;
  expect((await fetch(site())).status).toBe(401);
  const printed = token('--role', 'finance');
  expect(printed.stderr).toBe('');
  expect(printed.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const answer = await fetch(site(), { headers: { authorization: `Bearer ${printed.stdout.trim()}` } });
  expect(answer.status).toBe(200);
  expect(token('--role', 'emperor').stderr).toContain('There is no role "emperor"');

  const second = start();
  expect(await second.ended).toBe(1);
  await expect(second.until('Billow already runs on')).resolves.toContain(`http://127.0.0.1:${base + 1}`);

  const java = javaProcessId();
  expect(isAlive(java)).toBe(true);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(isAlive(java)).toBe(false);
  expect(token().stderr).toContain('No stack runs on');
});

test('after a crash no Java is left, and the next start finds its data', async () => {
  const first = start();
  await first.until('Ready in');
  const java = javaProcessId();
  first.child.kill('SIGKILL');
  await first.ended;
  await expect.poll(() => isAlive(java), { timeout: 10_000 }).toBe(false);

  const next = start();
  await next.until('Ready in');
  const email = token('--email', 'demo@billow.dev');
  expect(email.stderr).toBe('');
  next.child.kill('SIGTERM');
  expect(await next.ended).toBe(0);
});

test('a taken port is named, with a way out', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(base + 5, '127.0.0.1', resolve));
  try {
    const { until, ended } = start();
    expect(await ended).toBe(1);
    const output = await until('Port');
    expect(output).toContain(
      `Port ${base + 5} is taken by another program on this machine.\nChoose others: npm start -- --port 7510`,
    );
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
});
