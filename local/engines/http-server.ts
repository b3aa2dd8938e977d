import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';

export type EngineRequest = {
  readonly method: string;
  /** As sent: still percent-encoded, dots not resolved. */
  readonly path: string;
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborts when the caller hangs up before the answer, or the engine stops: whoever waits must stop waiting. */
  readonly gone: AbortSignal;
};

export type EngineResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
};

export type HttpServerOptions = {
  readonly port: number;
  readonly maxBodyBytes: number;
  readonly answer: (request: EngineRequest) => Promise<EngineResponse> | EngineResponse;
  /** The engine's own form of an unexpected error. */
  readonly answerFault: (error: unknown) => EngineResponse;
};

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);
const LAST_ANSWERS_MS = 2_000;

/** One HTTP server on 127.0.0.1, the same for every engine. Rejects with a clear sentence when the port is taken. */
export async function startHttpServer(options: HttpServerOptions): Promise<Engine> {
  const open = new Set<AbortController>();
  let isStopping = false;
  const server = createServer({ keepAliveTimeout: 30_000 }, (incoming, outgoing) => {
    const gone = new AbortController();
    open.add(gone);
    outgoing.once('close', () => {
      open.delete(gone);
      gone.abort();
    });
    if (isStopping) outgoing.setHeader('connection', 'close');
    void serve({ incoming, outgoing, options, gone: gone.signal });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portProblem(error, options.port)));
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    isStopping = true;
    for (const gone of open) gone.abort();
    return new Promise<void>((resolve) => {
      const force = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
      server.close(() => {
        clearTimeout(force);
        resolve();
      });
      server.closeIdleConnections();
    });
  };
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

type Exchange = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly options: HttpServerOptions;
  readonly gone: AbortSignal;
};

async function serve({ incoming, outgoing, options, gone }: Exchange): Promise<void> {
  let response: EngineResponse;
  try {
    response = await respond({ incoming, options, gone });
  } catch (error) {
    response = options.answerFault(error);
  }
  if (outgoing.destroyed) return;
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    outgoing.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  outgoing.writeHead(response.status);
  outgoing.end(incoming.method === 'HEAD' ? undefined : response.body);
}

async function respond({ incoming, options, gone }: Omit<Exchange, 'outgoing'>): Promise<EngineResponse> {
  // A page of a foreign site may point its own name at 127.0.0.1; then the browser calls us as that site.
  const hostName = (incoming.headers.host ?? '').replace(/:\d+$/, '');
  if (!LOCAL_HOSTS.has(hostName)) {
    return { status: 421, body: `This local engine answers 127.0.0.1 and localhost only, not "${hostName}".\n` };
  }
  const body = await readBody(incoming, options.maxBodyBytes);
  if (body === null) return { status: 413, body: 'The request is too large.\n' };
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  return options.answer({
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: incoming.headers,
    body,
    gone,
  });
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream: AsyncIterable<Buffer> = incoming;
  for await (const bytes of stream) {
    size += bytes.length;
    // Read to its end even when too large: callers who are still sending do not see an answer.
    if (size <= maxBytes) chunks.push(bytes);
  }
  return size > maxBytes ? null : Buffer.concat(chunks);
}

function portProblem(error: Error, port: number): Error {
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  return taken ? new Error(`Port ${port} is taken by another program on this machine.`, { cause: error }) : error;
}
