import type { Engine } from '../engines/engine.ts';
import { type EngineRequest, type EngineResponse, startHttpServer } from '../engines/http-server.ts';

type Answer = (request: EngineRequest) => Promise<EngineResponse>;

/** A server whose port is known before what it serves: template and engines need its URL first. */
export type DeferredServer = Engine & { readonly serve: (answer: Answer) => void };

export type DeferredServerOptions = { readonly port: number; readonly maxBodyBytes: number };

export async function startDeferredServer({ port, maxBodyBytes }: DeferredServerOptions): Promise<DeferredServer> {
  let current: Answer = async () => ({ status: 503, headers: { 'retry-after': '1' }, body: 'Starting.\n' });
  const server = await startHttpServer({
    port,
    maxBodyBytes,
    answer: (request) => current(request),
    answerFault: (error) => {
      console.error(error);
      return {
        status: 500,
        headers: { 'content-type': 'application/json' },
        body: '{"message":"Internal Server Error"}',
      };
    },
  });
  return {
    ...server,
    serve: (answer) => {
      current = answer;
    },
  };
}
