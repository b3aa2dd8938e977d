import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeInChild } from '../../../infra/synthesize-in-child.ts';
import { withFileLock } from '../../file-lock.mjs';
import { hashSources } from './hash-sources.ts';

/** Where what was built lies. */
export type Artifacts = {
  /** Holds `<function>/index.mjs`. */
  readonly bundlesFolder: string;
  /** The cloud assembly of stage `local`. */
  readonly assemblyFolder: string;
  readonly consoleFolder: string;
  /** Converted bundles, kept between starts. */
  readonly cacheFolder: string;
};

export type PrepareOptions = {
  /** Build the console, too? Default false. */
  readonly console?: boolean;
  /** Called with the name of a part before it is built; not for one that is up to date. */
  readonly onBuild?: ((part: string) => void) | undefined;
};

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, '.build', 'local');
const ARTIFACTS: Artifacts = {
  bundlesFolder: join(ROOT, 'dist'),
  assemblyFolder: join(FOLDER, 'cdk.out'),
  consoleFolder: join(ROOT, 'console', 'dist'),
  cacheFolder: join(FOLDER, 'bundles'),
};

const LOCK = 'package-lock.json';
const FUNCTION_SOURCES = ['domain', 'events', 'templates', 'functions', 'infra/build', 'infra/functions.ts', LOCK];
const TEMPLATE_SOURCES = [
  'infra',
  'functions/http/routes.ts',
  'functions/http/routes',
  'functions/adapters/dynamo/table-shape.ts',
  'cdk.json',
  LOCK,
];
const CONSOLE_SOURCES = ['console', 'functions/http', LOCK];

/**
 * Builds what changed since it was last built: function bundles and the console, then the templates, which look at the
 * bundles. Each in a process of its own, so that neither esbuild nor CDK stays in memory. Safe to call from two processes.
 */
export async function prepareArtifacts({ console = false, onBuild }: PrepareOptions): Promise<Artifacts> {
  mkdirSync(FOLDER, { recursive: true });
  await withFileLock(join(FOLDER, 'building.lock'), async () => {
    const building = [
      bundleFunctions(onBuild).then(() => synthesizeTemplates(onBuild)),
      ...(console ? [buildConsole(onBuild)] : []),
    ];
    // Both have ended before the lock is released, even when one of them fails.
    await Promise.allSettled(building);
    await Promise.all(building);
  });
  return ARTIFACTS;
}

type OnBuild = PrepareOptions['onBuild'];

const bundleFunctions = (onBuild: OnBuild): Promise<void> =>
  ifChanged(
    { part: 'functions', sources: FUNCTION_SOURCES, product: join(ARTIFACTS.bundlesFolder, 'meta.json'), onBuild },
    () => run('Bundling the functions', [join('infra', 'build', 'build.ts')]),
  );

const synthesizeTemplates = (onBuild: OnBuild): Promise<void> =>
  ifChanged(
    { part: 'templates', sources: TEMPLATE_SOURCES, product: join(ARTIFACTS.assemblyFolder, 'manifest.json'), onBuild },
    () => synthesizeInChild({ stage: 'local', outdir: ARTIFACTS.assemblyFolder }),
  );

const buildConsole = (onBuild: OnBuild): Promise<void> =>
  ifChanged(
    { part: 'console', sources: CONSOLE_SOURCES, product: join(ARTIFACTS.consoleFolder, 'index.html'), onBuild },
    () => run('Building the console', [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'console']),
  );

type Part = {
  readonly part: string;
  readonly sources: readonly string[];
  /** A file that is there when the part was built. */
  readonly product: string;
  readonly onBuild: OnBuild;
};

async function ifChanged({ part, sources, product, onBuild }: Part, build: () => Promise<void>): Promise<void> {
  const stamp = join(FOLDER, `${part}.hash`);
  const hash = hashSources(ROOT, sources);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  onBuild?.(part);
  await build();
  writeFileSync(stamp, hash);
}

/** Runs a script of the project with this Node; its output is shown only when it fails. */
function run(what: string, command: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${what} failed:\n${output.join('').trim()}`));
    });
  });
}
