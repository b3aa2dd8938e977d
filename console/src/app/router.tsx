import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import type { ConsoleConfig } from '../lib/config.ts';
import { parseSearch, stringifySearch } from '../lib/search-params.ts';
import { NotFoundPage, PageFailed } from './page-states.tsx';
import { Shell } from './shell.tsx';

type Context = { readonly config: ConsoleConfig };

const text = z.catch(z.optional(z.string()), undefined);
const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.catch(z.optional(z.enum(words)), undefined);
const place = { cursor: text, page: text };

const root = createRootRouteWithContext<Context>()({
  component: () => <Shell config={root.useRouteContext().config} />,
  notFoundComponent: NotFoundPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
});

const customersSearch = z.object({
  q: text,
  status: oneOf(['active', 'inactive', 'closed']),
  type: text,
  method: oneOf(['invoice', 'credit_card', 'direct_debit']),
  ...place,
});
const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: (search) => z.parse(customersSearch, search),
  component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('../features/customer/customer-frame.tsx'), 'CustomerFrame'),
});
const customerIndex = createRoute({
  getParentRoute: () => customer,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/customers/$customerId/overview', params, replace: true });
  },
});
const overview = createRoute({
  getParentRoute: () => customer,
  path: 'overview',
  component: lazyRouteComponent(() => import('../features/customer/overview-section.tsx'), 'OverviewSection'),
});
const billsSearch = z.object({ bill: text, preview: text, ...place });
const bills = createRoute({
  getParentRoute: () => customer,
  path: 'bills',
  validateSearch: (search) => z.parse(billsSearch, search),
  component: lazyRouteComponent(() => import('../features/customer/bills-section.tsx'), 'BillsSection'),
});
const eventsSearch = z.object({ service: text, from: text, to: text, ...place });
const events = createRoute({
  getParentRoute: () => customer,
  path: 'events',
  validateSearch: (search) => z.parse(eventsSearch, search),
  component: lazyRouteComponent(() => import('../features/customer/events-section.tsx'), 'EventsSection'),
});
const balancesSearch = z.object({ group: text, resource: text });
const balances = createRoute({
  getParentRoute: () => customer,
  path: 'balances',
  validateSearch: (search) => z.parse(balancesSearch, search),
  component: lazyRouteComponent(() => import('../features/customer/balances-section.tsx'), 'BalancesSection'),
});
const subscriptionsSearch = z.object({ subscription: text, tab: oneOf(['overview', 'products', 'services']) });
const subscriptions = createRoute({
  getParentRoute: () => customer,
  path: 'subscriptions',
  validateSearch: (search) => z.parse(subscriptionsSearch, search),
  component: lazyRouteComponent(() => import('../features/customer/subscriptions-section.tsx'), 'SubscriptionsSection'),
});
const paymentsSearch = z.object({ show: oneOf(['transactions', 'details']), ...place });
const payments = createRoute({
  getParentRoute: () => customer,
  path: 'payments',
  validateSearch: (search) => z.parse(paymentsSearch, search),
  component: lazyRouteComponent(() => import('../features/customer/payments-section.tsx'), 'PaymentsSection'),
});
const contacts = createRoute({
  getParentRoute: () => customer,
  path: 'contacts',
  component: lazyRouteComponent(() => import('../features/customer/contacts-section.tsx'), 'ContactsSection'),
});
const logSearch = z.object({ entry: text, ...place });
const communications = createRoute({
  getParentRoute: () => customer,
  path: 'communications',
  validateSearch: (search) => z.parse(logSearch, search),
  component: lazyRouteComponent(
    () => import('../features/customer/communications-section.tsx'),
    'CommunicationsSection',
  ),
});
const activities = createRoute({
  getParentRoute: () => customer,
  path: 'activities',
  validateSearch: (search) => z.parse(logSearch, search),
  component: lazyRouteComponent(() => import('../features/customer/activities-section.tsx'), 'ActivitiesSection'),
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch: (search) => z.parse(z.object(place), search),
  component: lazyRouteComponent(() => import('../features/jobs/jobs-page.tsx'), 'JobsPage'),
});
const run = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$runId',
  validateSearch: (search) => z.parse(z.object(place), search),
  component: lazyRouteComponent(() => import('../features/jobs/run-page.tsx'), 'RunPage'),
});
const usageSearch = z.object({ message: text, ...place });
const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage-events',
  validateSearch: (search) => z.parse(usageSearch, search),
  component: lazyRouteComponent(() => import('../features/usage/usage-page.tsx'), 'UsagePage'),
});
const catalog = createRoute({
  getParentRoute: () => root,
  path: '/catalog',
  component: lazyRouteComponent(() => import('../features/catalog/catalog-frame.tsx'), 'CatalogFrame'),
});
const catalogIndex = createRoute({
  getParentRoute: () => catalog,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/catalog/$kind', params: { kind: 'plans' }, replace: true });
  },
});
const catalogSearch = z.object({ code: text, ...place });
const catalogKind = createRoute({
  getParentRoute: () => catalog,
  path: '$kind',
  validateSearch: (search) => z.parse(catalogSearch, search),
  component: lazyRouteComponent(() => import('../features/catalog/kind-section.tsx'), 'KindSection'),
});

const tree = root.addChildren([
  home,
  customers,
  customer.addChildren([
    customerIndex,
    overview,
    bills,
    events,
    balances,
    subscriptions,
    payments,
    contacts,
    communications,
    activities,
  ]),
  jobs,
  run,
  usage,
  catalog.addChildren([catalogIndex, catalogKind]),
]);

/** The pages of the console. Filters, pages and open panels live in the address, so that every view can be sent to a colleague. */
export const createConsoleRouter = (config: ConsoleConfig, history?: RouterHistory) =>
  createRouter({
    ...(history === undefined ? {} : { history }),
    routeTree: tree,
    context: { config },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFoundPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
