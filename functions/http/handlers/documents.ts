import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import type { DocumentLinks, Documents } from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import type { documentsContract } from '../contract/documents.ts';
import type { OpenApiDocument } from '../openapi.ts';

/** Long enough for a slow reader to follow the redirect, too short to be passed on. */
const LINK_SECONDS = 300;

/** What the documents door does. Nobody signs in here: what is not public is reached by a secret. */
export const documentsHandlers = ({
  documents,
  documentLinks,
  openApi,
}: {
  readonly documents: Pick<Documents, 'link'>;
  readonly documentLinks: DocumentLinks;
  readonly openApi: () => OpenApiDocument;
}): DoorHandlers<'documents', typeof documentsContract> => ({
  getOpenApi: async () => answer(200, openApi(), { headers: { 'cache-control': 'public, max-age=300' } }),

  openDocument: async (_nobody, { path: { token }, query: { as } }) => {
    const invoice = await documentLinks.resolve(token);
    if (invoice === null || invoice.status !== 'invoice') {
      return err(refusal('request.not_found', 'This link leads nowhere. Ask who sent it to you for a new one.'));
    }
    // A presigned link dies with the rights of whoever signed it, within hours; the mailed one must not.
    const location = await documents.link(invoice.documents[as], `${invoice.number}.${as}`, LINK_SECONDS);
    return answer(302, undefined, { headers: { location } });
  },
});
