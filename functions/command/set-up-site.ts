import middy from '@middy/core';
import * as z from 'zod';
import { instantText } from '../../domain/time/instant.ts';
import { isZone } from '../../domain/time/zone-calendar.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { currencyCode } from '../http/contract/currency-code.ts';
import { name } from '../http/contract/identity.ts';
import { instant } from '../http/contract/instant.ts';
import { requireEnv } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { type SiteSetUp, setUpSite } from '../use-cases/site/set-up-site.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const setUp = setUpSite({ records: dynamoRecords(connection), commit: dynamoCommit(connection) });

const settings = z.strictObject({
  siteId: z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/),
  name,
  environment: z.enum(['sandbox', 'production']),
  zone: z.string().refine(isZone, 'Give an IANA time zone, such as "Europe/Ljubljana".'),
  currency: currencyCode,
  locale: z.string().exactOptional(),
  seller: z.strictObject({
    name,
    address: z.array(z.string()),
    email: z.email(),
    vatNumber: z.string().exactOptional(),
  }),
  invoicePrefix: z.string().exactOptional(),
  maxEventAgeDays: z.int().min(1).max(3650).exactOptional(),
  clock: instant.exactOptional(),
});

/**
 * Creates a site. Not on the API, since nobody can sign in to a site that is not there: whoever deploys invokes it by name with
 * the account's own rights. Doing it again changes nothing.
 */
export const handler = middy<
  unknown,
  { readonly created: boolean; readonly siteId: string; readonly clock?: string }
>().handler(async (event) => {
  const asked: SiteSetUp = settings.parse(event);
  const { created, site } = await setUp(asked);
  log('info', created ? 'site set up' : 'site is there already', { siteId: site.siteId });
  return {
    created,
    siteId: site.siteId,
    ...(asked.clock === undefined ? {} : { clock: instantText(asked.clock) }),
  };
});
