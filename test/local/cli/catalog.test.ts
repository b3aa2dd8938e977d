import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseCatalogOptions } from '../../../local/cli/catalog-options.ts';
import { runCatalogCommand } from '../../../local/cli/run-catalog-command.ts';
import { apiOver } from '../../functions/http/api.ts';
import type { Told } from '../../functions/http/ask.ts';
import { storeWithSites } from '../../functions/http/test-site.ts';

const CATALOG = `format: billow.catalog.v1
customerTypes:
  - { code: home, name: Homes }
billItems:
  - { code: fees, name: Fees, type: subscription }
`;

let folder: string;
let server: Server;
let ask: ReturnType<typeof apiOver>;
let lines: string[] = [];
let complaints: string[] = [];

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};

/** The catalog door behind a real server, for whoever has the right token. */
async function answer(request: IncomingMessage): Promise<Told> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const as = request.headers.authorization === 'Bearer right' ? '[admin]' : null;
  const query = Object.fromEntries(searchParams);
  if (pathname === '/v1/catalog/export') return ask('exportCatalog', { as, query });
  const headers = { 'content-type': String(request.headers['content-type']) };
  return ask('importCatalog', { as, query, headers, body: await textOf(request) });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'billow-catalog-'));
  server = createServer((request, response) => {
    void answer(request).then(({ status, body, headers }) => {
      response.writeHead(status, { 'content-type': String(headers['content-type']) });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  server.close();
});
beforeEach(() => {
  ask = apiOver(storeWithSites());
});
afterEach(() => {
  lines = [];
  complaints = [];
});

const fileWith = (text: string, name = 'catalog.yaml'): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...args: string[]): Promise<number> => runAs('right', ...args);
function runAs(token: string, ...args: string[]): Promise<number> {
  lines = [];
  complaints = [];
  const { port } = server.address() as AddressInfo;
  return runCatalogCommand(args, {
    environment: { BILLOW_API_URL: `http://127.0.0.1:${port}/`, BILLOW_TOKEN: token },
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  });
}

describe('npm run catalog', () => {
  test('tells what an import would do, does it, and then finds no difference', async () => {
    const file = fileWith(CATALOG);
    expect(await run('diff', file)).toBe(1);
    expect(lines).toEqual(['+ customerType home', '+ billItem fees', '', '2 to create. The catalog has version 0.']);
    expect(await run('import', file)).toBe(0);
    expect(lines.at(-1)).toBe('2 created. The catalog now has version 1.');
    expect(await run('diff', file)).toBe(0);
    expect(lines).toEqual(['2 unchanged. The catalog has version 1.']);
  });

  test('writes a file that changes nothing, to a file or to standard output', async () => {
    await run('import', fileWith(CATALOG));
    const copy = join(folder, 'copy.yaml');
    expect(await run('export', copy)).toBe(0);
    expect(lines).toEqual([]);
    expect(await run('diff', copy)).toBe(0);
    expect(await run('export', '-')).toBe(0);
    expect(`${lines.join('\n')}\n`).toBe(readFileSync(copy, 'utf8'));
  });

  test('shows a change field by field, and deletes only with --prune', async () => {
    await run('import', fileWith(CATALOG));
    const changed = fileWith(
      'format: billow.catalog.v1\nbillItems:\n  - { code: fees, name: All fees, description: New, type: subscription }\n',
    );
    expect(await run('diff', changed)).toBe(1);
    expect(lines).toEqual([
      '~ billItem fees',
      '    ~ /name  "Fees" → "All fees"',
      '    + /description  "New"',
      '',
      '1 to replace. The catalog has version 1.',
    ]);
    expect(await run('import', changed, '--prune')).toBe(0);
    expect(lines[0]).toBe('- customerType home');
    expect(lines.at(-1)).toBe('1 replaced, 1 deleted. The catalog now has version 2.');
  });

  test('ends with 2 and says why when something speaks against it', async () => {
    const bad = fileWith('format: billow.catalog.v1\nbillItems:\n  - { code: fees, name: Fees, type: coin }\n');
    expect(await run('diff', bad)).toBe(2);
    expect(lines[0]).toMatch(/^! \/billItems\/0\/type: Use one of /);
    expect(await run('import', bad)).toBe(2);
    expect(complaints[0]).toContain('Nothing was imported');
    expect(complaints[1]).toMatch(/^! \/billItems\/0\/type: /);
    expect(await run('diff', fileWith('format: billow.catalog.v1\nplans: ['))).toBe(2);
    expect(complaints[0]).toContain('Line 2');
    expect(await run('diff', join(folder, 'none.yaml'))).toBe(2);
    expect(await runAs('wrong', 'diff', fileWith(CATALOG))).toBe(2);
    expect(complaints[0]).toContain('Sign in first');
  });

  test('explains itself', async () => {
    expect(await run('--help')).toBe(0);
    expect(lines.join('\n')).toContain('npm run --silent catalog -- diff FILE');
  });
});

describe('its command line', () => {
  test('takes the stack that runs here, unless told otherwise', () => {
    expect(parseCatalogOptions(['diff', 'a.yaml', '--prune', '--site', 's', '--data', '/tmp/b'], {})).toEqual({
      command: 'diff',
      file: 'a.yaml',
      prune: true,
      correction: false,
      dataFolder: '/tmp/b',
      site: 's',
      apiUrl: undefined,
    });
    const remote = parseCatalogOptions(['import', '-', '--api', 'https://api.example.com/'], { BILLOW_TOKEN: 't' });
    expect(remote).toMatchObject({ command: 'import', file: '-', apiUrl: 'https://api.example.com' });
  });

  test.for([
    { args: [], complaint: 'Say what to do' },
    { args: ['merge', 'a.yaml'], complaint: 'Say what to do' },
    { args: ['diff'], complaint: 'Name one file' },
    { args: ['diff', 'a', 'b'], complaint: 'Name one file' },
    { args: ['export', 'a', '--prune'], complaint: 'An export changes nothing' },
    { args: ['diff', 'a', '--api', 'https://x'], complaint: 'BILLOW_TOKEN' },
    { args: ['diff', 'a', '--purge'], complaint: "Unknown option '--purge'" },
  ])('$args is refused with a sentence', ({ args, complaint }) => {
    expect(() => parseCatalogOptions(args, {})).toThrow(complaint);
  });

  test('asks for the stack when none runs', async () => {
    const code = await runCatalogCommand(['diff', fileWith(CATALOG), '--data', folder], {
      environment: {},
      print: (line) => lines.push(line),
      complain: (line) => complaints.push(line),
    });
    expect(code).toBe(2);
    expect(complaints[0]).toContain('Start one with: npm start');
  });
});
