import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../runtime/stack.ts';

/** Shown on the sign-in page and printed at every start: it opens nothing but this machine's own stack. */
export const DEMO_OPERATOR = { email: 'demo@billow.dev', password: 'Billow-demo-2026!' } as const;

/** Makes the first operator at the first start; later ones leave what people changed about it. */
export async function ensureDemoOperator(stack: Stack, dataFolder: string, homeSite: string): Promise<void> {
  const made = join(dataFolder, 'operator.json');
  if (existsSync(made)) return;
  await stack.ensureOperator({
    ...DEMO_OPERATOR,
    groups: ['admin'],
    attributes: { 'custom:site': homeSite, name: 'Dana Demo' },
  });
  writeFileSync(made, `${JSON.stringify({ email: DEMO_OPERATOR.email })}\n`);
}
