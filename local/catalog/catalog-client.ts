import * as z from 'zod';
import { catalogHistoryContract } from '../../functions/http/contract/catalog-history.ts';

/** Where the API is, and how to get a token for each call. */
export type CatalogClient = { readonly apiUrl: string; readonly token: () => Promise<string> };

export type ImportOptions = {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly correction?: boolean;
};

/** What an import did, or would do. */
export type ImportAnswer = z.output<(typeof catalogHistoryContract)['importCatalog']['responses'][200]>;

const importAnswer = catalogHistoryContract.importCatalog.responses[200];

const problemAnswer = z.object({
  status: z.number(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});

/** A refusal of the API, with what it says of single places of the file. */
export class CatalogRefused extends Error {
  override readonly name = 'CatalogRefused';
  readonly problems: readonly { readonly pointer: string; readonly message: string }[];

  constructor(answer: unknown, status: number) {
    const problem = problemAnswer.safeParse(answer);
    super(
      problem.success ? `${problem.data.title}. ${problem.data.detail ?? ''}`.trim() : `The API answered ${status}.`,
    );
    this.problems = problem.data?.errors ?? [];
  }
}

async function ask({ apiUrl, token }: CatalogClient, path: string, init: RequestInit): Promise<Response> {
  const headers = { ...init.headers, authorization: `Bearer ${await token()}` };
  const response = await fetch(`${apiUrl}${path}`, { ...init, headers });
  if (response.ok) return response;
  const text = await response.text();
  throw new CatalogRefused(text.startsWith('{') ? JSON.parse(text) : null, response.status);
}

/** The whole catalog as YAML. */
export async function exportCatalog(client: CatalogClient): Promise<string> {
  const response = await ask(client, '/v1/catalog/export', { headers: { accept: 'application/yaml' } });
  return response.text();
}

/** Brings the catalog to what the file says, or tells what that would be. Throws CatalogRefused. */
export async function importCatalog(
  client: CatalogClient,
  file: string,
  options: ImportOptions = {},
): Promise<ImportAnswer> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) query.set(name, String(value));
  // A large catalog is exported as JSON.
  const type = file.trimStart().startsWith('{') ? 'application/json' : 'application/yaml';
  const headers = { 'content-type': type };
  const response = await ask(client, `/v1/catalog/import?${query}`, { method: 'POST', headers, body: file });
  return importAnswer.parse(await response.json());
}
