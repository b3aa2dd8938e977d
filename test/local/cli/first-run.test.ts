import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseNode } from '../../../local/choose-node.mjs';

const LOCAL = join(import.meta.dirname, '..', '..', '..', 'local');
const SCRIPTS = ['first-run.mjs', 'choose-node.mjs', 'file-lock.mjs', 'installed-packages.mjs', 'java.mjs'];

/** A fresh clone of a project with one package, and an npm of our own that notes each call. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'billow-first-run-'));
  mkdirSync(join(root, 'local'));
  for (const script of SCRIPTS) copyFileSync(join(LOCAL, script), join(root, 'local', script));
  writeLock('1.0.0');
  write('entry.mjs', "console.log('entry', ...process.argv.slice(2)); process.exitCode = 7;");
  write('start.ts', "console.log('started');");
  write(
    'npm.js',
    `const fs = require('fs');
     fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
     if (fs.existsSync('npm-fails')) { console.error('npm says: no space left'); process.exit(1); }
     setTimeout(() => {
       fs.mkdirSync('node_modules', { recursive: true });
       fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
     }, 300);`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const writeLock = (version: string) =>
  write(
    'package-lock.json',
    JSON.stringify({
      packages: {
        '': { name: 'shop' },
        'node_modules/one': { version },
        'node_modules/for-another-platform': { version: '1.0.0', optional: true },
      },
    }),
  );
const installed = () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  delete packages['node_modules/for-another-platform'];
  write('node_modules/.package-lock.json', JSON.stringify({ packages }));
};
const npmCalls = () =>
  existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n') : [];

type Run = { readonly code: number | null; readonly out: string; readonly err: string };

function firstRun(args: readonly string[], path?: string): Promise<Run> {
  const { JAVA_HOME: _, ...environment } = process.env;
  const env = { ...environment, npm_execpath: join(root, 'npm.js'), ...(path === undefined ? {} : { PATH: path }) };
  const child = spawn(process.execPath, [join(root, 'local', 'first-run.mjs'), ...args], { env, cwd: tmpdir() });
  return new Promise((resolve) => {
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

/** A folder for PATH whose `java` says what it is told to. */
function javaThatSays(version: string): string {
  write('bin/java', `#!/bin/sh\necho 'openjdk version "${version}" 2026-01-01' >&2\n`);
  chmodSync(join(root, 'bin', 'java'), 0o755);
  return join(root, 'bin');
}

test('a fresh clone is installed once, then the entry runs with its arguments and its exit code', async () => {
  const first = await firstRun(['entry.mjs', '--role', 'admin']);
  expect(first).toEqual({
    code: 7,
    out: 'entry --role admin\n',
    err: 'Installing packages, once; this takes a minute or two …\n',
  });
  expect(await firstRun(['entry.mjs'])).toEqual({ code: 7, out: 'entry\n', err: '' });
  expect(npmCalls()).toEqual([
    'install --no-save --include=dev --include=optional --no-audit --no-fund --loglevel=error',
  ]);
});

test('two starts at once install once', async () => {
  const runs = await Promise.all([firstRun(['entry.mjs', 'a']), firstRun(['entry.mjs', 'b'])]);
  expect(runs.map(({ out }) => out).sort()).toEqual(['entry a\n', 'entry b\n']);
  expect(npmCalls()).toHaveLength(1);
});

test('an installation by hand counts, and a changed lock file asks for another', async () => {
  installed();
  await firstRun(['entry.mjs']);
  expect(npmCalls()).toEqual([]);
  writeLock('1.0.1');
  await firstRun(['entry.mjs']);
  expect(npmCalls()).toHaveLength(1);
});

test('an installation that fails shows what npm had to say', async () => {
  write('npm-fails', '');
  const { code, out, err } = await firstRun(['entry.mjs']);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('Installing packages failed:\nnpm says: no space left');
});

test('the lock of an installation that was killed is taken over', async () => {
  write('.build/install.lock', '4194304999\n');
  expect((await firstRun(['entry.mjs'])).out).toBe('entry\n');
});

test('without Java it says so before anything is installed', async () => {
  const { code, err } = await firstRun(['start.ts'], '/nowhere');
  expect(code).toBe(1);
  expect(err).toContain("Java was not found. Billow's local database needs Java 17 or newer.");
  expect(err).toContain('apt install openjdk-17-jre-headless');
  expect(npmCalls()).toEqual([]);
});

test.for([
  { version: '11.0.2', is: 'Java 11' },
  { version: '1.8.0_402', is: 'Java 8' },
])('with $is it says which one it found, and where', async ({ version, is }) => {
  const folder = javaThatSays(version);
  const { code, err } = await firstRun(['start.ts'], folder);
  expect(code).toBe(1);
  expect(err).toContain(`${join(folder, 'java')} is ${is}`);
});

test('with Java 17 it goes on, and what needs no Java does not ask for it', async () => {
  expect((await firstRun(['start.ts'], javaThatSays('17.0.15'))).out).toBe('started\n');
  expect((await firstRun(['entry.mjs'], '/nowhere')).out).toBe('entry\n');
});

test('a polite kill reaches the entry, which ends in its own way', async () => {
  installed();
  write(
    'wait.mjs',
    "process.on('SIGTERM', () => { console.log('bye'); process.exit(5); }); setInterval(() => 0, 1000); console.log('ready');",
  );
  const child = spawn(process.execPath, [join(root, 'local', 'first-run.mjs'), 'wait.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (text.includes('ready')) child.kill('SIGTERM');
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(5);
  expect(out).toBe('ready\nbye\n');
});

const host = (version: string) => ({ path: '/usr/bin/node', version });

test.for([
  { pinned: '/p/node', version: '20.20.2', runs: '/p/node', because: 'the locked Node needs nothing of the host' },
  { pinned: '/p/node', version: '26.0.0', runs: '/p/node', because: 'everyone runs the same' },
  { pinned: null, version: '24.1.0', runs: '/usr/bin/node', because: 'the host has what is wanted' },
  { pinned: null, version: '22.18.0', runs: '/usr/bin/node', because: 'it reads TypeScript' },
])('host $version with locked $pinned: $runs runs, as $because', ({ pinned, version, runs }) => {
  expect(chooseNode({ pinned, host: host(version), platform: 'linux on x64' })).toEqual({ path: runs });
});

test.for(['20.20.2', '22.17.1', '23.0.0'])('host %s without a locked Node is told what to install', (version) => {
  const choice = chooseNode({ pinned: null, host: host(version), platform: 'darwin on arm64' });
  const problem = 'problem' in choice ? choice.problem.split('\n') : [];
  expect(problem.slice(0, 3)).toEqual([
    `Billow needs Node 24, found ${version} at /usr/bin/node.`,
    'For darwin on arm64 no Node comes with the packages, so please install it, for example:',
    '  nvm install 24 && nvm use 24        (.nvmrc names the version)',
  ]);
});
