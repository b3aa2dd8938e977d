import { readFileSync, writeFileSync } from 'node:fs';
import {
  type CatalogClient,
  CatalogRefused,
  exportCatalog,
  type ImportOptions,
  importCatalog,
} from '../catalog/catalog-client.ts';
import { importReport, isDifferent, problemLines } from '../catalog/import-report.ts';
import { CATALOG_HELP, type CatalogOptions, parseCatalogOptions } from './catalog-options.ts';
import { operatorToken } from './operator-token.ts';
import { runningStack } from './stack-file.ts';

/** What the command reads and writes besides files. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
};

const FINE = 0;
const DIFFERENT = 1;
const REFUSED = 2;

/** `npm run catalog`. Gives the exit code: 0 all is well, 1 diff found differences, 2 refused or failed. */
export async function runCatalogCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = parseCatalogOptions(args, terminal.environment);
    if (options !== null) return await run(options, terminal);
    terminal.print(CATALOG_HELP);
    return FINE;
  } catch (error) {
    terminal.complain(error instanceof Error ? error.message : String(error));
    if (error instanceof CatalogRefused) for (const line of problemLines(error.problems)) terminal.complain(line);
    return REFUSED;
  }
}

async function run(options: CatalogOptions, { environment, print }: Terminal): Promise<number> {
  const { command, file, prune, correction } = options;
  const client = clientOf(options, environment);
  if (command === 'export') {
    const text = await exportCatalog(client);
    if (file === '-') print(text.trimEnd());
    else writeFileSync(file, text);
    return FINE;
  }
  const asked: ImportOptions = { dryRun: command === 'diff', prune, correction };
  const answer = await importCatalog(client, readFileSync(file === '-' ? 0 : file, 'utf8'), asked);
  for (const line of importReport(answer)) print(line);
  if (answer.problems.length > 0) return REFUSED;
  return command === 'diff' && isDifferent(answer) ? DIFFERENT : FINE;
}

/** Another installation, or the stack that runs here. */
function clientOf({ apiUrl, dataFolder, site }: CatalogOptions, environment: Terminal['environment']): CatalogClient {
  if (apiUrl !== undefined) return { apiUrl, token: async () => environment['BILLOW_TOKEN'] ?? '' };
  const stack = runningStack(dataFolder);
  if (stack === null) throw new Error(`No stack runs on ${dataFolder}. Start one with: npm start`);
  return { apiUrl: stack.urls['api'] ?? '', token: () => operatorToken(stack, { site }) };
}
