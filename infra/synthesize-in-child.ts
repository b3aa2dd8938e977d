import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { StageName } from './stages.ts';

export type ChildSynthesis = {
  readonly stage: StageName;
  /** Folder for the cloud assembly: manifest.json and a template per stack. */
  readonly outdir: string;
  /** Other context values of infra/deployment.ts, such as `consoleOrigins` (separated by commas). */
  readonly context?: Readonly<Record<string, string>>;
};

const ROOT = join(import.meta.dirname, '..');

/**
 * Writes the cloud assembly without checking it, in a process of its own: CDK takes some 280 MB that a program which
 * lives on should not keep. Rejects with what the child wrote when it fails.
 */
export function synthesizeInChild({ stage, outdir, context }: ChildSynthesis): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'infra', 'app.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // The names by which the CDK command line, too, tells an app what it wants.
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage }),
      CDK_VALIDATION: 'false',
    },
  });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The templates of stage "${stage}" cannot be made:\n${complaints.join('')}`));
    });
  });
}
