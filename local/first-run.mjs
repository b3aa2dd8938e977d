// The pre-step of every npm script, in plain JavaScript without dependencies: it runs on Node 20 and on a fresh clone.
// Checks the host, installs what is missing, then runs `node <entry> <arguments>` with the Node that the project is locked to.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseNode } from './choose-node.mjs';
import { withFileLock } from './file-lock.mjs';
import { arePackagesInstalled } from './installed-packages.mjs';
import { requireJava } from './java.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = 20;
/** Entries that start the local database; the others must work without Java. */
const NEED_JAVA = new Set(['start.ts', 'vitest.mjs', 'run.ts', 'verify.ts', 'e2e.ts']);
/**
 * The stack lives on beside an editor and a browser, and stays below 400 MB with the demo loaded. Left to itself it would take
 * 650: V8 keeps two more forms of compiled code (100 MB for 17 functions, at no gain here) and grows before it collects; the C
 * library keeps freed memory. What an earlier start compiled saves a second. What is measured or tested runs without any of it.
 */
const LEAN = new Set(['start.ts', 'token.ts']);
const LEAN_FLAGS = ['--no-sparkplug', '--no-maglev', '--max-old-space-size=320', '--max-semi-space-size=2'];
const LEAN_VARIABLES = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
  NODE_COMPILE_CACHE: join(ROOT, '.build', 'compile-cache'),
};

const [entry, ...args] = process.argv.slice(2);

try {
  if (entry === undefined) throw new Error('Usage: node local/first-run.mjs ENTRY [ARGUMENTS]');
  checkHost(entry);
  await install();
  run(nodePath(), entry, args);
} catch (error) {
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}

function checkHost(entry) {
  const { node: version } = process.versions;
  if (Number.parseInt(version, 10) < OLDEST_NODE) {
    throw new Error(
      `Billow needs Node ${OLDEST_NODE} or newer to begin with, found ${version} at ${process.execPath}.`,
    );
  }
  if (NEED_JAVA.has(basename(entry))) requireJava();
}

/** Two starts at once: the second waits, and then finds everything there. */
async function install() {
  if (arePackagesInstalled(ROOT)) return;
  const lock = join(ROOT, '.build', 'install.lock');
  const onWait = (owner) => console.error(`Process ${owner} is installing packages here; waiting for it …`);
  await withFileLock(lock, () => arePackagesInstalled(ROOT) || npmInstall(), { onWait });
}

/**
 * As locked, and without touching the lock file. Not `npm ci`: it insists on an entry for every platform's build of a tool, also where a
 * registry has only some of them. Quiet unless it fails: what npm has to say about a Node older than ours would only frighten.
 */
function npmInstall() {
  console.error('Installing packages, once; this takes a minute or two …');
  const options = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error, stdout, stderr } = spawnSync(command, [...before, ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status === 0) return;
  throw new Error(`Installing packages failed:\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim());
}

function nodePath() {
  const pinned = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const host = { path: process.execPath, version: process.versions.node };
  const platform = `${process.platform} on ${process.arch}`;
  // Built for glibc: on a system with another C library it is there and does not run.
  const runs = existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0;
  const choice = chooseNode({ pinned: runs ? pinned : null, host, platform });
  if ('problem' in choice) throw new Error(choice.problem);
  return choice.path;
}

/** As if the entry had been run itself: its output, its signals, its exit code. */
function run(node, entry, args) {
  const isLean = LEAN.has(basename(entry));
  const env = {
    ...process.env,
    PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(delimiter),
    ...(isLean ? LEAN_VARIABLES : {}),
  };
  const command = [...(isLean ? LEAN_FLAGS : []), join(ROOT, entry), ...args];
  const child = spawn(node, command, { cwd: ROOT, stdio: 'inherit', env });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // Ctrl-C reaches the whole process group, a `kill` only us; told twice, the child stops once.
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.once('error', (error) => {
    console.error(`\n${node} does not start: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
