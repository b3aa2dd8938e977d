import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMOS, type DemoName } from '../demo/demos.ts';
import type { Stack } from '../runtime/stack.ts';
import { isDemoSite } from './home-site.ts';
import { progressBar, type Screen } from './screen.ts';

export type DemoStart = {
  readonly stack: Stack;
  readonly dataFolder: string;
  readonly queueUrl: string;
  readonly site: string;
  readonly demo: DemoName;
  readonly screen: Screen;
};

/** Loads the demo unless an earlier start finished it; what was interrupted goes on. Prints the loader's report. */
export async function startDemo({ stack, dataFolder, queueUrl, site, demo, screen }: DemoStart): Promise<void> {
  const finished = join(dataFolder, 'demo.json');
  if (existsSync(finished)) return;
  if (!(await isDemoSite(stack, site, demo))) {
    screen.print('  This data folder was first started without this demo. To load it: npm start -- --reset');
    return;
  }
  const report = await DEMOS[demo].load({
    apiUrl: stack.urls.api,
    queueUrl,
    sqs: stack.clientConfig.sqs,
    site,
    // A fresh token at every call: loading may outlast one.
    token: () => stack.token({ role: 'admin', site }),
    onProgress: ({ done, of, doing }) => screen.progress(`  Demo ${progressBar(done, of)} ${doing}`),
  });
  screen.progress('');
  for (const line of report) screen.print(`  ${line}`);
  writeFileSync(finished, `${JSON.stringify({ finishedAt: new Date().toISOString() })}\n`);
}
