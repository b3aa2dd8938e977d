import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type CatalogOptions = {
  readonly command: 'export' | 'diff' | 'import';
  /** `-` is standard input or output. */
  readonly file: string;
  readonly prune: boolean;
  readonly correction: boolean;
  readonly dataFolder: string;
  readonly site: string | undefined;
  /** Instead of the stack that runs here. */
  readonly apiUrl: string | undefined;
};

export const CATALOG_HELP = `Takes the catalog out as one YAML file, and brings a catalog to what such a file says.

  npm run --silent catalog -- export FILE     write the catalog
  npm run --silent catalog -- diff FILE       tell what an import would change, and what speaks against it
  npm run --silent catalog -- import FILE     do it: everything, or nothing while something speaks against it

  FILE may be - for standard input or output.
  --prune         also delete what the file does not have
  --correction    also change prices that are in force: they were a mistake
  --site SITE     default: the home site of the running stack
  --data DIR      data folder of the running stack (default: .billow)
  --api URL       another installation; its token in BILLOW_TOKEN (the URL may be in BILLOW_API_URL)

Ends with 0 when all is well, 1 when diff found differences, 2 when something speaks against it or went wrong.

  From sandbox to production:
    npm run --silent catalog -- export catalog.yaml
    BILLOW_TOKEN=… npm run --silent catalog -- diff catalog.yaml --api https://api.example.com
    BILLOW_TOKEN=… npm run --silent catalog -- import catalog.yaml --api https://api.example.com`;

const COMMANDS = ['export', 'diff', 'import'] as const;

/**
 * Reads the command line of `npm run catalog`.
 * @returns null when help was asked for
 * @throws a sentence for people when it cannot be understood
 */
export function parseCatalogOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CatalogOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      prune: { type: 'boolean', default: false },
      correction: { type: 'boolean', default: false },
      site: { type: 'string' },
      data: { type: 'string', default: '.billow' },
      api: { type: 'string' },
    },
  });
  if (values.help) return null;
  const [name, file, ...others] = positionals;
  const command = COMMANDS.find((one) => one === name);
  if (command === undefined) throw new Error(`Say what to do: ${COMMANDS.join(', ')}. See --help.`);
  if (file === undefined || others.length > 0) throw new Error(`Name one file: npm run catalog -- ${command} FILE`);
  if (command === 'export' && (values.prune || values.correction)) {
    throw new Error('An export changes nothing: leave --prune and --correction out.');
  }
  const apiUrl = values.api ?? environment['BILLOW_API_URL'];
  if (apiUrl !== undefined && !environment['BILLOW_TOKEN']) {
    throw new Error("Put an operator's ID token into BILLOW_TOKEN: another installation wants to know who asks.");
  }
  if (apiUrl !== undefined && values.site !== undefined) {
    throw new Error('Leave --site out: the token names the site.');
  }
  return {
    command,
    file,
    prune: values.prune,
    correction: values.correction,
    dataFolder: resolve(values.data),
    site: values.site,
    apiUrl: apiUrl?.replace(/\/$/, ''),
  };
}
