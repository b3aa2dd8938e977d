import { rotateSecret, type WebhookEndpoint } from '../../../domain/notification/webhook-endpoint.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Commit, Records, SystemTime } from '../../ports.ts';
import type { Call } from '../call.ts';
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

/** Removes an endpoint that no rule names. */
export const deleteWebhookEndpoint =
  ({ records, commit }: EndpointPorts) =>
  async ({ siteId }: Pick<Call, 'siteId'>, code: string): Promise<Result<null, Refusal>> =>
    retryConflicts(`delete webhook endpoint ${code}`, async () => {
      const stored = await records.get('webhookEndpoint', siteId, { code });
      if (stored === null) return err(noSuchEndpoint(code));
      const user = await ruleNaming(records, siteId, code);
      if (user !== null) return err(refusal('catalog.in_use', `The notification rule "${user}" publishes to it.`));
      return (await commit([{ remove: 'webhookEndpoint', value: stored }])) === 'done' ? ok(null) : null;
    });

async function ruleNaming(records: Records, siteId: string, endpoint: string): Promise<string | null> {
  const { items } = await records.find('catalogOfKind', siteId, { kind: 'notificationRule' });
  for (const { object } of items) {
    const names =
      'publishers' in object &&
      object.publishers.some((publisher) => publisher.action === 'webhook' && publisher.endpoint === endpoint);
    if (names) return object.code;
  }
  return null;
}

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
