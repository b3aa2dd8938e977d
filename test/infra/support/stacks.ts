import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { FUNCTIONS } from '../../../infra/functions.ts';
import { stackName } from '../../../infra/stack-names.ts';
import type { StageName } from '../../../infra/stages.ts';
import { createApp, synthesize } from '../../../infra/synthesize.ts';

export type Stacks = {
  readonly data: Template;
  readonly app: Template;
  /** What a release uploads as config.json, with markers for what is known at deployment only; none without a release. */
  readonly consoleConfig: string | undefined;
  /** Which of the two stacks refuse to be deleted. */
  readonly refuseDeletion: readonly ('data' | 'app')[];
};

const PARTS = ['data', 'app'] as const;

/**
 * The templates of a stage, made from placeholders for the built code: what they promise does not depend on it.
 * Unchecked (validation.test.ts checks them), for that takes a second instead of three: make them once a file.
 */
export const synthesizeStacks = (stage: StageName): Stacks =>
  inFolder((folder) => {
    const outdir = join(folder, 'cdk.out');
    const assembly = synthesize({ stage, outdir, validate: false, context: placeholders(folder) });
    const template = (name: string) => Template.fromJSON(assembly.getStackByName(name).template);
    const [config] = globSync('asset.*/config.json', { cwd: outdir });
    return {
      data: template(stackName(stage, 'data')),
      app: template(stackName(stage, 'app')),
      consoleConfig: config && readFileSync(join(outdir, config), 'utf8'),
      refuseDeletion: PARTS.filter((part) => assembly.getStackByName(stackName(stage, part)).terminationProtection),
    };
  });

/** Checks a stage as a deployment does, after `change` has had its way with the data stack. Throws on a finding. */
export const validateStage = (stage: StageName, change: (data: Construct) => void = () => {}): void =>
  inFolder((folder) => {
    const outdir = join(folder, 'cdk.out');
    const app = createApp({ stage, outdir, validate: true, context: placeholders(folder) });
    change(app.node.findChild(stackName(stage, 'data')));
    app.synth();
  });

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'billow-infra-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function placeholders(folder: string): Record<'functionsDir' | 'consoleDir', string> {
  const functionsDir = join(folder, 'functions');
  for (const { name } of FUNCTIONS) {
    mkdirSync(join(functionsDir, name), { recursive: true });
    writeFileSync(join(functionsDir, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  const consoleDir = join(folder, 'console');
  mkdirSync(join(consoleDir, 'assets'), { recursive: true });
  writeFileSync(join(consoleDir, 'index.html'), '<!doctype html>\n');
  writeFileSync(join(consoleDir, 'assets', 'console-1a2b3c4d.js'), '\n');
  return { functionsDir, consoleDir };
}
