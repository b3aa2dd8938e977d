import { listUsers } from '../../../domain/catalog/rules/catalog-references.ts';
import { nameOf } from '../../../domain/catalog/rules/reference-order.ts';
import { rotateSecret, type WebhookEndpoint } from '../../../domain/notification/webhook-endpoint.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Commit, Records, SystemTime } from '../../ports.ts';
import type { Call } from '../call.ts';
import { loadCatalog } from '../catalog/load-catalog.ts';
import { endpointsOf } from '../catalog/missing-endpoints.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type EndpointPorts = {
  readonly records: Records;
  readonly commit: Commit;
  readonly systemTime: SystemTime;
  /** 256 bits by chance, as text. */
  readonly newSecret: () => string;
};

/** What an operator decides about an endpoint. */
export type EndpointSettings = Pick<WebhookEndpoint, 'name' | 'url' | 'enabled'> &
  Partial<Pick<WebhookEndpoint, 'description'>>;

/** Shown once, when the secret is made. */
export type WithSecret = { readonly endpoint: WebhookEndpoint; readonly secret: string };

const noSuchEndpoint = (code: string): Refusal =>
  refusal('request.not_found', `There is no webhook endpoint "${code}".`);

/** Times of an endpoint and its secrets are the system's: receivers have no test clock. */
export const createWebhookEndpoint =
  ({ commit, systemTime, newSecret }: EndpointPorts) =>
  async (
    {
      siteId,
      remember,
    }: Pick<Call, 'siteId'> & {
      readonly remember: (status: number, result: WithSecret) => ReturnType<Call['remember']>;
    },
    { code, ...settings }: EndpointSettings & Pick<WebhookEndpoint, 'code'>,
  ): Promise<Result<WithSecret, Refusal>> => {
    const now = systemTime();
    const secret = newSecret();
    const endpoint: WebhookEndpoint = {
      ...settings,
      siteId,
      code,
      secrets: rotateSecret([], secret, now),
      createdAt: now,
      version: 0,
    };
    const outcome = await commit([{ put: 'webhookEndpoint', value: endpoint }, ...remember(201, { endpoint, secret })]);
    if (outcome === 'conflict')
      return err(refusal('catalog.code_taken', `Another webhook endpoint is called "${code}".`));
    return ok({ endpoint: { ...endpoint, version: 1 }, secret });
  };

/** Puts new settings in the place of the version that the caller read. */
export const updateWebhookEndpoint =
  ({ records, commit }: EndpointPorts) =>
  async (
    { siteId }: Pick<Call, 'siteId'>,
    {
      code,
      version,
      settings,
    }: { readonly code: string; readonly version: number; readonly settings: EndpointSettings },
  ): Promise<Result<WebhookEndpoint, Refusal>> => {
    const stored = await records.get('webhookEndpoint', siteId, { code });
    if (stored === null) return err(noSuchEndpoint(code));
    const { secrets, createdAt } = stored;
    const value: WebhookEndpoint = { ...settings, siteId, code, secrets, createdAt, version };
    const isCurrent = stored.version === version && (await commit([{ put: 'webhookEndpoint', value }])) === 'done';
    if (isCurrent) return ok({ ...value, version: version + 1 });
    return err(refusal('request.changed_meanwhile', 'Read it again, and repeat your change on what it is now.'));
  };

/**
 * Removes an endpoint that nothing in the catalog names. The site is written with it, as it is with every change of the catalog: of two who
 * delete the endpoint and name it at once, one looks again.
 */
export const deleteWebhookEndpoint =
  ({ records, commit }: EndpointPorts) =>
  async ({ siteId }: Pick<Call, 'siteId'>, code: string): Promise<Result<null, Refusal>> =>
    retryConflicts(`delete webhook endpoint ${code}`, async () => {
      const stored = await records.get('webhookEndpoint', siteId, { code });
      if (stored === null) return err(noSuchEndpoint(code));
      const { site, objects } = await loadCatalog(records, siteId);
      const users = objects.filter((one) => endpointsOf(one).some((mention) => mention.code === code));
      if (users.length > 0) {
        return err(refusal('catalog.in_use', `It is used by ${listUsers(users.map(nameOf))}.`));
      }
      const outcome = await commit([
        { remove: 'webhookEndpoint', value: stored },
        { put: 'site', value: site },
      ]);
      return outcome === 'done' ? ok(null) : null;
    });

/** A new secret signs from now on; the one before it does, too, for a while. */
export const rotateWebhookSecret =
  ({ records, commit, systemTime, newSecret }: EndpointPorts) =>
  async (
    {
      siteId,
      remember,
    }: Pick<Call, 'siteId'> & {
      readonly remember: (status: number, result: WithSecret) => ReturnType<Call['remember']>;
    },
    code: string,
  ): Promise<Result<WithSecret, Refusal>> => {
    const secret = newSecret();
    return retryConflicts(`rotate secret of ${code}`, async () => {
      const stored = await records.get('webhookEndpoint', siteId, { code });
      if (stored === null) return err(noSuchEndpoint(code));
      const endpoint = { ...stored, secrets: rotateSecret(stored.secrets, secret, systemTime()) };
      const outcome = await commit([
        { put: 'webhookEndpoint', value: endpoint },
        ...remember(200, { endpoint, secret }),
      ]);
      return outcome === 'done' ? ok({ endpoint: { ...endpoint, version: stored.version + 1 }, secret }) : null;
    });
  };
