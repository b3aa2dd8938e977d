import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styled } from './screen.ts';

type Check = {
  readonly name: string;
  /** What it asks, for whoever sees it fail. */
  readonly asks: string;
  /** Name of a command in node_modules/.bin, and its arguments. */
  readonly command: readonly [string, ...string[]];
};

const ROOMS = ['domain', 'events', 'functions', 'templates', 'infra', 'local', 'console', 'bench', 'test'];

/** The longest first, so that two at a time end together. */
const CHECKS: readonly Check[] = [
  { name: 'types', asks: 'does every room compile with what it may see?', command: ['tsc', '-b'] },
  {
    name: 'lint',
    asks: 'are promises awaited, switches complete, types known?',
    command: ['oxlint', '--type-aware', '--deny-warnings'],
  },
  {
    name: 'boundaries',
    asks: 'does each room import only what it may?',
    command: ['depcruise', ...ROOMS, '--output-type', 'err'],
  },
  { name: 'dead code', asks: 'is everything used and every package listed?', command: ['knip', '--no-progress'] },
  {
    name: 'form',
    asks: 'is it formatted, simple, without the forbidden?',
    command: ['biome', 'check', '--error-on-warnings'],
  },
];

/** The machines that this is made for have two cores. */
const AT_ONCE = 2;

const ROOT = join(import.meta.dirname, '..', '..');
const REPORT = join(ROOT, '.build', 'check.json');

type Outcome = Check & { readonly passed: boolean; readonly seconds: number; readonly output: string };

const outcomes = await runAll(CHECKS);
const failed = outcomes.filter(({ passed }) => !passed);
mkdirSync(join(ROOT, '.build'), { recursive: true });
writeFileSync(REPORT, JSON.stringify({ passed: outcomes.length - failed.length, failed: failed.length }));
process.exitCode = failed.length > 0 ? 1 : 0;

async function runAll(checks: readonly Check[]): Promise<readonly Outcome[]> {
  const waiting = [...checks];
  const done: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const outcome = await run(check);
      show(outcome);
      done.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

function run(check: Check): Promise<Outcome> {
  const [command, ...args] = check.command;
  const started = performance.now();
  const child = spawn(join(ROOT, 'node_modules', '.bin', command), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  return new Promise((resolve) => {
    const end = (passed: boolean): void =>
      resolve({ ...check, passed, seconds: (performance.now() - started) / 1000, output: output.join('').trim() });
    child.once('error', (error) => {
      output.push(error.message);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

function show({ name, asks, passed, seconds, output }: Outcome): void {
  const mark = passed ? styled('green', '✔') : styled('red', '✘');
  console.log(`${mark} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s   ${styled('dim', asks)}`);
  if (!passed) console.log(`\n${output}\n`);
}
