import { join, relative } from 'node:path';
import { FUNCTIONS } from '../functions.ts';
import { bundleFunctions } from './bundle-functions.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OUTDIR = join(ROOT, 'dist');

async function buildFunctions(): Promise<void> {
  const { outputs } = await bundleFunctions({ root: ROOT, outdir: OUTDIR, functions: FUNCTIONS });
  for (const { name } of FUNCTIONS) {
    const bytes = outputs[`${relative(ROOT, OUTDIR)}/${name}/index.mjs`]?.bytes ?? 0;
    const kilobytes = Math.ceil(bytes / 1024).toString();
    console.log(`${name.padEnd(16)} ${kilobytes.padStart(5)} KB`);
  }
}

async function buildConsole(): Promise<void> {
  // Loaded only here: a build of the functions has no use for it.
  const { build } = await import('vite');
  await build({ root: join(ROOT, 'console'), logLevel: 'warn' });
}

/** `npm run build`: the functions into dist/, and with `--console` the console into console/dist/, too. */
try {
  await buildFunctions();
  if (process.argv.includes('--console')) await buildConsole();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
