import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { EngineRequest, EngineResponse } from '../../engines/http-server.ts';

/** What the console reads before anything else; on AWS the deployment writes the same file. */
export type ConsoleConfig = Readonly<Record<string, string>>;

export type ConsoleOptions = {
  /** The built console, `console/dist`. */
  readonly folder: string;
  readonly config: ConsoleConfig;
  /** Security headers of the deployed console, with local addresses. */
  readonly headers: Readonly<Record<string, string>>;
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Serves the built console: files, its configuration, and index.html for every path of its own router. */
export function createConsoleServer({
  folder,
  config,
  headers,
}: ConsoleOptions): (request: EngineRequest) => Promise<EngineResponse> {
  const answer = (status: number, type: string, caching: string, body: string | Uint8Array): EngineResponse => ({
    status,
    headers: { ...headers, 'content-type': type, 'cache-control': caching, 'x-content-type-options': 'nosniff' },
    body,
  });
  return async ({ method, path }) => {
    if (method !== 'GET' && method !== 'HEAD') return answer(405, 'text/plain', 'no-store', 'Only GET and HEAD.\n');
    if (path === '/config.json') return answer(200, TYPES['.json'] ?? '', 'no-store', JSON.stringify(config));
    const wanted = isPage(path) ? '/index.html' : path;
    const file = await readWithin(folder, wanted);
    if (file === null && wanted === '/index.html') return answer(503, 'text/plain', 'no-store', NOT_BUILT);
    if (file === null) return answer(404, 'text/plain', 'no-store', 'There is no such file.\n');
    const type = TYPES[extname(wanted)] ?? 'application/octet-stream';
    return answer(200, type, wanted.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache', file);
  };
}

const NOT_BUILT = 'The console has not been built: console/dist has no index.html.\n';

/** `/customers/1001` and `/catalog/plans/ev.2014` are pages; files lie in /assets/ or at the root with an extension. */
function isPage(path: string): boolean {
  return !/^\/(assets\/.+|[^/]+\.[A-Za-z0-9]+)$/.test(path);
}

async function readWithin(folder: string, path: string): Promise<Uint8Array | null> {
  try {
    const file = normalize(join(folder, decodeURIComponent(path)));
    return file.startsWith(`${normalize(folder)}${sep}`) ? await readFile(file) : null;
  } catch {
    return null;
  }
}
