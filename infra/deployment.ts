import { join } from 'node:path';
import type { Node } from 'constructs';
import { type Stage, stageNamed } from './stages.ts';

/** One deployment of Billow: a stage, and what its owner alone can know. */
export type Deployment = {
  readonly stage: Stage;
  /** The site that the first operators belong to. */
  readonly homeSite: string;
  /** The address that mails to customers come from; SES asks its owner to confirm it. */
  readonly mailFrom: string;
  /** Where taxes of a gateway are asked for: see functions/adapters/http/tax-gateway.ts. */
  readonly taxGatewayUrl?: string;
  /** Who is told when an alarm goes off. */
  readonly alarmMail?: string;
  /** Origins beside CloudFront's from which the console is served. */
  readonly consoleOrigins: readonly string[];
  /** Folder with `<function>/index.mjs`, as infra/build/build.ts leaves it. */
  readonly functionsDir: string;
  /** Folder with the built console. Used only when the stage hosts it. */
  readonly consoleDir: string;
};

const ROOT = join(import.meta.dirname, '..');

/** Nobody can confirm an address of this domain, so a deployment that still has it sends no mail. */
export const PLACEHOLDER_DOMAIN = '@example.com';

/** Reads the deployment from CDK context: cdk.json, `-c key=value`, or what a test passes. */
export function deploymentFrom(node: Node): Deployment {
  const alarmMail = text(node, 'alarmMail', '');
  const taxGatewayUrl = text(node, 'taxGatewayUrl', '');
  const stage = stageNamed(text(node, 'stage', 'trial'));
  const consoleOrigins = text(node, 'consoleOrigins', '');
  return {
    stage,
    homeSite: text(node, 'homeSite', 'demo'),
    mailFrom: text(node, 'mailFrom', `billing${PLACEHOLDER_DOMAIN}`),
    ...(alarmMail ? { alarmMail } : {}),
    ...(taxGatewayUrl ? { taxGatewayUrl } : {}),
    consoleOrigins: consoleOrigins ? consoleOrigins.split(',') : stage.consoleOrigins,
    functionsDir: text(node, 'functionsDir', join(ROOT, 'dist')),
    consoleDir: text(node, 'consoleDir', join(ROOT, 'console', 'dist')),
  };
}

function text(node: Node, key: string, fallback: string): string {
  const value: unknown = node.tryGetContext(key) ?? fallback;
  if (typeof value !== 'string') throw new Error(`Context "${key}" must be text.`);
  return value;
}
