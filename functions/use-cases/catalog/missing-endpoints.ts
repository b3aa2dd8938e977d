import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import type { Records } from '../../ports.ts';

type Mention = { readonly code: string; readonly pointer: string };

/** Webhook endpoints have secrets and are no catalog objects: a catalog file never has them. */
export function endpointsOf({ kind, object }: CatalogObject): readonly Mention[] {
  switch (kind) {
    case 'notificationRule':
      return object.publishers.flatMap((publisher, index) =>
        publisher.action === 'webhook' ? [{ code: publisher.endpoint, pointer: `/publishers/${index}/endpoint` }] : [],
      );
    case 'dunningConfiguration':
      return [
        ...object.actions.flatMap((action, index) =>
          action.type === 'block' ? [{ code: action.endpoint, pointer: `/actions/${index}/endpoint` }] : [],
        ),
        ...(object.exitEndpoint === undefined ? [] : [{ code: object.exitEndpoint, pointer: '/exitEndpoint' }]),
      ];
    default:
      return [];
  }
}

/** Refuses mentions of webhook endpoints that the site does not have. */
export async function refuseMissingEndpoints(
  { records }: { readonly records: Pick<Records, 'get'> },
  siteId: string,
  object: CatalogObject,
): Promise<Refusal | null> {
  const mentions = endpointsOf(object);
  const found = await Promise.all(mentions.map(({ code }) => records.get('webhookEndpoint', siteId, { code })));
  const missing = mentions.filter((_, index) => found[index] === null);
  if (missing.length === 0) return null;
  const errors = missing.map(({ code, pointer }) => ({
    pointer,
    message: `There is no webhook endpoint "${code}". Create it first.`,
  }));
  return refusal('catalog.reference_missing', 'Create the webhook endpoints listed under errors first.', errors);
}
