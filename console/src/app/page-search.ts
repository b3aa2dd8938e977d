/**
 * What stands in the addresses of pages: filters, the place in a list, the open panel. Checked by hand: a schema library would weigh
 * more than the whole router of the first page.
 */
type Search = Readonly<Record<string, unknown>>;
type Text = string | undefined;
type Place = { readonly cursor?: Text; readonly page?: Text };

const text = (value: unknown): Text => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <const T extends readonly string[]>(words: T, value: unknown): T[number] | undefined =>
  words.find((word) => word === value);

export const placeSearch = ({ cursor, page }: Search): Place => ({ cursor: text(cursor), page: text(page) });

const STATUSES = ['active', 'inactive', 'closed'] as const;
const METHODS = ['invoice', 'credit_card', 'direct_debit'] as const;
type CustomersSearch = Place & {
  readonly q?: Text;
  readonly status?: (typeof STATUSES)[number] | undefined;
  readonly type?: Text;
  readonly method?: (typeof METHODS)[number] | undefined;
};
export const customersSearch = (search: Search): CustomersSearch => ({
  q: text(search['q']),
  status: oneOf(STATUSES, search['status']),
  type: text(search['type']),
  method: oneOf(METHODS, search['method']),
  ...placeSearch(search),
});

const STEPS = ['1', '2', '3', '4'] as const;
export const onboardingSearch = ({ step }: Search): { readonly step?: (typeof STEPS)[number] | undefined } => ({
  step: oneOf(STEPS, step),
});

export const billsSearch = (search: Search): Place & { readonly bill?: Text; readonly preview?: Text } => ({
  bill: text(search['bill']),
  preview: text(search['preview']),
  ...placeSearch(search),
});

/** `from` and `to` are calendar days. */
export const eventsSearch = (
  search: Search,
): Place & { readonly service?: Text; readonly from?: Text; readonly to?: Text; readonly event?: Text } => ({
  service: text(search['service']),
  event: text(search['event']),
  from: day(search['from']),
  to: day(search['to']),
  ...placeSearch(search),
});

const day = (value: unknown): Text =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

export const balancesSearch = ({ group, resource }: Search): { readonly group?: Text; readonly resource?: Text } => ({
  group: text(group),
  resource: text(resource),
});

const TABS = ['overview', 'products', 'services', 'sharing'] as const;
type SubscriptionsSearch = {
  readonly subscription?: Text;
  readonly tab?: (typeof TABS)[number] | undefined;
  readonly group?: Text;
};
export const subscriptionsSearch = ({ subscription, tab, group }: Search): SubscriptionsSearch => ({
  group: text(group),
  subscription: text(subscription),
  tab: oneOf(TABS, tab),
});

const VIEWS = ['transactions', 'details'] as const;
export const paymentsSearch = (search: Search): Place & { readonly show?: (typeof VIEWS)[number] | undefined } => ({
  show: oneOf(VIEWS, search['show']),
  ...placeSearch(search),
});

export const logSearch = (search: Search): Place & { readonly entry?: Text } => ({
  entry: text(search['entry']),
  ...placeSearch(search),
});

const HANDLED = ['retried', 'discarded'] as const;
type UsageSearch = Place & {
  readonly message?: Text;
  readonly status?: (typeof HANDLED)[number] | undefined;
  readonly reason?: Text;
  readonly identifier?: Text;
};
export const usageSearch = (search: Search): UsageSearch => ({
  message: text(search['message']),
  status: oneOf(HANDLED, search['status']),
  reason: text(search['reason']),
  identifier: text(search['identifier']),
  ...placeSearch(search),
});

type ChangesSearch = Place & { readonly kind?: Text; readonly code?: Text; readonly change?: Text };
/** `change` names the one that is open, as `revisionText` writes it. */
export const changesSearch = (search: Search): ChangesSearch => ({
  kind: text(search['kind']),
  code: text(search['code']),
  change: text(search['change']),
  ...placeSearch(search),
});

const STATES = ['pending', 'failed', 'delivered', 'skipped'] as const;
type NotificationsSearch = Place & {
  readonly state?: (typeof STATES)[number] | undefined;
  readonly notification?: Text;
};
export const notificationsSearch = (search: Search): NotificationsSearch => ({
  state: oneOf(STATES, search['state']),
  notification: text(search['notification']),
  ...placeSearch(search),
});

export const endpointsSearch = (search: Search): Place & { readonly endpoint?: Text } => ({
  endpoint: text(search['endpoint']),
  ...placeSearch(search),
});

export const reratingSearch = (search: Search): Place & { readonly group?: Text } => ({
  group: text(search['group']),
  ...placeSearch(search),
});

/** Whose usage, and of which calendar days. */
type UsageScope = { readonly customer?: Text; readonly plan?: Text; readonly from?: Text; readonly to?: Text };
const usageScope = (search: Search): UsageScope => ({
  customer: text(search['customer']),
  plan: text(search['plan']),
  from: day(search['from']),
  to: day(search['to']),
});

export const reratingOrderSearch = (
  search: Search,
): UsageScope & { readonly group?: Text; readonly product?: Text } => ({
  ...usageScope(search),
  group: text(search['group']),
  product: text(search['product']),
});

const WAYS = ['service', 'month'] as const;
type WhatIfSearch = UsageScope & { readonly newPlan?: Text; readonly by?: (typeof WAYS)[number] | undefined };
export const whatIfSearch = (search: Search): WhatIfSearch => ({
  ...usageScope(search),
  newPlan: text(search['newPlan']),
  by: oneOf(WAYS, search['by']),
});

const instant = (value: unknown): Text =>
  typeof value === 'string' && value.endsWith('Z') && !Number.isNaN(Date.parse(value)) ? value : undefined;

type TrySearch = { readonly type?: Text; readonly identifier?: Text; readonly at?: Text; readonly fields?: Text };
/** `fields` are JSON. */
export const trySearch = ({ type, identifier, at, fields }: Search): TrySearch => ({
  type: text(type),
  identifier: text(identifier),
  at: instant(at),
  fields: text(fields),
});
