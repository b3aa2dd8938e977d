import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoDocumentLinks } from '../../adapters/dynamo/document-links.ts';
import { dynamoRecords } from '../../adapters/dynamo/records/records.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { s3Documents } from '../../adapters/s3/documents.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { documentsContract } from '../contract/documents.ts';
import { documentsHandlers } from '../handlers/documents.ts';
import { openApiDocument } from '../openapi.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };

/** What anyone may read: the API's own description, and an invoice by its mailed link. */
export const handler = httpDoor({
  door: 'documents',
  contract: documentsContract,
  handlers: documentsHandlers({
    documents: s3Documents({ client: s3Client(), bucket: requireEnv('DOCUMENTS_BUCKET') }),
    documentLinks: dynamoDocumentLinks(connection),
    // The paths are those of the address that the document itself was read from.
    openApi: () => openApiDocument('/'),
  }),
  ports: { records: dynamoRecords(connection), siteTime: dynamoSiteTime(connection) },
});
