import * as z from 'zod';
import type { DemoName } from '../demo/demos.ts';
import { type Stack, startStack } from '../runtime/stack.ts';
import { INTERACTIVE } from '../runtime/stack-options.ts';
import { claimDataFolder, resetDataFolder } from './data-folder.ts';
import { DEMO_OPERATOR, ensureDemoOperator } from './demo-operator.ts';
import { setUpHomeSite } from './home-site.ts';
import { createScreen, type Screen } from './screen.ts';
import { removeStackFile, type StackFile, writeStackFile } from './stack-file.ts';
import { startDemo } from './start-demo.ts';
import { parseStartOptions, START_HELP, type StartOptions } from './start-options.ts';
import { awaitStopRequest, type StopRequest } from './stop-request.ts';
import { welcome } from './welcome.ts';

// Lambda's clock is UTC: code that would show another zone here must show it there, too.
process.env['TZ'] = 'UTC';

const stop = awaitStopRequest();
try {
  const options = parseStartOptions(process.argv.slice(2));
  if (options === null) console.log(START_HELP);
  else await run(options, createScreen(process.stdout), stop);
} catch (error) {
  // Ctrl-C also ends what is being built; that it failed is no news then.
  if (!stop.isMade()) console.error(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
// Functions keep connections open for their next call, which never comes.
process.exit();

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^Port \d+ is taken/.test(message) ? `${message}\nChoose others: npm start -- --port 7510` : message;
}

/** Holds the data folder, runs the stack until it is told to stop, and leaves nothing behind but the data. */
async function run(options: StartOptions, screen: Screen, stop: StopRequest): Promise<void> {
  const { dataFolder, reset, demo, ports } = options;
  const claim = claimDataFolder(dataFolder);
  try {
    if (reset) resetDataFolder(dataFolder);
    const onBuild = (part: string) => screen.progress(`  Building the ${part} …`);
    const pace = { dataFolder, ports, pace: INTERACTIVE, schedules: true, console: true };
    const stack = await startStack({ ...pace, demoSignIn: DEMO_OPERATOR, onBuild });
    try {
      const file = describe(stack);
      await ensureDemoOperator(stack, dataFolder, file.homeSite);
      await setUpHomeSite(stack, file.homeSite, demo);
      writeStackFile(dataFolder, file);
      screen.progress('');
      for (const resource of stack.unsupported) screen.print(`  Not run here: ${resource}`);
      screen.print(welcome(file, { dataFolder, seconds: process.uptime() }));
      if (demo !== null) loadInBackground(stack, { dataFolder, demo }, file, screen);
      await stop.made;
      screen.progress('');
      screen.print('\n  Stopping …');
    } finally {
      removeStackFile(dataFolder);
      await stack.stop();
    }
  } finally {
    claim.release();
  }
}

function describe(stack: Stack): StackFile {
  const { operators, outputs, urls } = stack;
  const { TABLE_NAME = '', HOME_SITE = 'demo' } = stack.environmentOf('rate-usage');
  const usageQueueUrl = z.string().parse(outputs['UsageQueueUrl']);
  return {
    processId: process.pid,
    urls: { ...urls },
    usageQueueUrl,
    tableName: TABLE_NAME,
    homeSite: HOME_SITE,
    operators,
  };
}

/** The stack is of use before the demo is complete; a demo that fails must not take it down. */
function loadInBackground(
  stack: Stack,
  { dataFolder, demo }: { readonly dataFolder: string; readonly demo: DemoName },
  file: StackFile,
  screen: Screen,
): void {
  const { usageQueueUrl: queueUrl, homeSite: site } = file;
  startDemo({ stack, dataFolder, queueUrl, site, demo, screen }).catch((error: unknown) => {
    screen.progress('');
    screen.print(`  The demo could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
  });
}
