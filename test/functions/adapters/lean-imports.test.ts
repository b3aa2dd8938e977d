import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const DYNAMO = join(import.meta.dirname, '../../../functions/adapters/dynamo');

/** Every file that ends up in the bundle of an adapter, the SDK left out. */
async function bundledWith(file: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [resolve(DYNAMO, file)],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    external: ['@aws-sdk/*'],
  });
  return Object.keys(metafile.inputs);
}

test.for([
  'site-time.ts',
  'price-books.ts',
  'usage-tallies.ts',
  'service-lookup.ts',
  'suspense-writer.ts',
  'ledger/ledger-store.ts',
])('%s starts fast: what rates usage does without ElectroDB and zod', async (file) => {
  const files = await bundledWith(file);
  expect(files.filter((path) => /node_modules\/(electrodb|zod)\//.test(path))).toEqual([]);
});

test('the charging door starts fast: somebody waits before serving', async () => {
  const files = await bundledWith('../../http/doors/charging.ts');
  expect(files.filter((path) => path.includes('node_modules/electrodb/'))).toEqual([]);
});

const FUNCTIONS = join(DYNAMO, '../..');

test.for([
  ['queue/rate-usage.ts', false],
  ['http/doors/charging.ts', false],
  ['http/doors/operations.ts', false],
  ['http/doors/catalog.ts', true],
] as const)('whether %s can read YAML: %s', async ([file, reads]) => {
  const files = await bundledWith(join(FUNCTIONS, file));
  expect(files.some((path) => path.includes('node_modules/yaml/'))).toBe(reads);
});

test('records are kept with ElectroDB: the test above would notice it', async () => {
  expect((await bundledWith('records/records.ts')).some((path) => path.includes('node_modules/electrodb/'))).toBe(true);
});
