import { type Api, answerOf } from '../../lib/api.ts';

type CatalogFile = { readonly name: string; readonly type: string; readonly text: string };

/** The whole catalog as a file: YAML, or JSON when it is too large for that. */
export async function exportCatalog(api: Api): Promise<CatalogFile> {
  let type = 'application/yaml';
  const text = await answerOf(
    api.GET('/v1/catalog/export', { parseAs: 'text', headers: { accept: 'application/yaml' } }).then((answered) => {
      type = answered.response.headers.get('content-type') ?? type;
      return answered;
    }),
  );
  const ending = type.includes('json') ? 'json' : 'yaml';
  return { name: `catalog.${ending}`, type, text: String(text) };
}
