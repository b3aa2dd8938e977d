import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCatalogCommand } from '../../local/cli/run-catalog-command.ts';
import { type Story, startStory } from '../support/story.ts';

/** The catalog of a sandbox becomes that of a production site, and a change goes the same way: at the command line, as operators do. */
const PRODUCTION = 'live';
const FILE = new URL('../../local/demo/catalogs/mobile-operator.yaml', import.meta.url).pathname;

let story: Story;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'billow-promotion-'));
  story = await startStory({ at: '2026-03-01T00:00:00Z', zone: 'Europe/Ljubljana' });
  await story.stack.invoke('set-up-site', {
    ...{ siteId: PRODUCTION, name: 'Live', environment: 'production', zone: 'Europe/Ljubljana', currency: 'EUR' },
    seller: { name: 'Val mobil d.o.o.', address: ['Dunajska cesta 5'], email: 'billing@billow.dev' },
  });
});
afterAll(async () => {
  await story.end();
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string) => join(folder, name);
/** Exit code and lines of `npm run catalog`, in one of the sites. */
async function catalog(site: string, ...args: readonly string[]) {
  const { stack } = story;
  const lines: string[] = [];
  const say = (line: string) => lines.push(...line.split('\n'));
  const token = await stack.token({ role: 'business-process', site });
  const environment = { BILLOW_TOKEN: token, BILLOW_API_URL: stack.urls.api };
  const code = await runCatalogCommand(args, { environment, print: say, complain: say });
  return { code, lines };
}
const summary = ({ lines }: { readonly lines: readonly string[] }) => lines.at(-1);

test('the file comes into the sandbox, whose export changes nothing when it is imported again', async () => {
  expect(await catalog('demo', 'import', FILE)).toMatchObject({ code: 0 });
  expect(await catalog('demo', 'export', inFolder('sandbox.yaml'))).toMatchObject({ code: 0 });
  const same = await catalog('demo', 'diff', inFolder('sandbox.yaml'));
  expect(same.code).toBe(0);
  expect(summary(same)).toMatch(/^\d+ unchanged\. The catalog has version \d+\.$/);
});

test('production takes the whole catalog over, and exports the same bytes', async () => {
  const told = await catalog(PRODUCTION, 'diff', inFolder('sandbox.yaml'));
  expect(told.code).toBe(1);
  expect(told.lines).toContain('+ plan val-m');
  expect(await catalog(PRODUCTION, 'import', inFolder('sandbox.yaml'))).toMatchObject({ code: 0 });
  await catalog(PRODUCTION, 'export', inFolder('production.yaml'));
  expect(readFileSync(inFolder('production.yaml'), 'utf8')).toBe(readFileSync(inFolder('sandbox.yaml'), 'utf8'));
});

test('a price that is in force is not changed by a file, unless it says that it was a mistake', async () => {
  const changed = readFileSync(inFolder('sandbox.yaml'), 'utf8').replace('amount: "16.39"', 'amount: "18.85"');
  writeFileSync(inFolder('dearer.yaml'), changed);
  for (const command of ['diff', 'import']) {
    const refused = await catalog('demo', command, inFolder('dearer.yaml'));
    expect(refused.code).toBe(2);
    expect(refused.lines.join('\n')).toMatch(/Leave this version as it was: it is in force\./);
  }
  const correction = await catalog('demo', 'diff', inFolder('dearer.yaml'), '--correction');
  expect(correction).toMatchObject({ code: 1 });
  expect(correction.lines).toContain('    ~ /versions/0/price/amount  "16.39" → "18.85"');
});

test('a price that begins later is tried in the sandbox first, and then promoted; the history tells who did it', async () => {
  const { stack } = story;
  const version = (from: string, amount: string) =>
    `      - validFrom: "${from}"\n        price:\n          model: flat\n          amount: "${amount}"\n        tax: VAT22\n`;
  const exported = readFileSync(inFolder('sandbox.yaml'), 'utf8');
  const sold = version('2026-01-01T00:00:00Z', '16.39');
  expect(exported).toContain(sold);
  writeFileSync(
    inFolder('next-year.yaml'),
    exported.replace(sold, `${sold}${version('2030-01-01T00:00:00Z', '18.85')}`),
  );
  for (const site of ['demo', PRODUCTION]) {
    expect(await catalog(site, 'import', inFolder('next-year.yaml'))).toMatchObject({ code: 0 });
    expect(await catalog(site, 'diff', inFolder('next-year.yaml'))).toMatchObject({ code: 0 });
    const headers = { authorization: `Bearer ${await stack.token({ role: 'finance', site })}` };
    const answer = await fetch(`${stack.urls.api}/v1/catalog-revisions?limit=1`, { headers });
    expect(await answer.json()).toMatchObject({
      items: [{ kind: 'product', code: 'val-m-fee', action: 'replaced', actor: 'business-process@billow.dev' }],
    });
  }
});
