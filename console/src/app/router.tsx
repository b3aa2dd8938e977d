import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import type { ConsoleConfig } from '../lib/config.ts';
import { parseSearch, stringifySearch } from '../lib/search-params.ts';
import { loadWords } from '../lib/translate.ts';
import {
  balancesSearch,
  billsSearch,
  changesSearch,
  customersSearch,
  endpointsSearch,
  eventsSearch,
  logSearch,
  notificationsSearch,
  onboardingSearch,
  paymentsSearch,
  placeSearch,
  reratingOrderSearch,
  reratingSearch,
  subscriptionsSearch,
  trySearch,
  usageSearch,
  whatIfSearch,
} from './page-search.ts';
import { NotFoundPage, PageFailed } from './page-states.tsx';
import { Shell } from './shell.tsx';

/** A page whose words are not among those that come first. */
const later = <T,>(load: () => Promise<T>): Promise<T> => loadWords().then(load);

type Context = { readonly config: ConsoleConfig };

const root = createRootRouteWithContext<Context>()({
  component: () => <Shell config={root.useRouteContext().config} />,
  notFoundComponent: NotFoundPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: customersSearch,
  component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
});

const onboarding = createRoute({
  getParentRoute: () => root,
  path: '/customers/new',
  validateSearch: onboardingSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/onboarding/onboarding-page.tsx')),
    'OnboardingPage',
  ),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => later(() => import('../features/customer/customer-frame.tsx')), 'CustomerFrame'),
});
const customerIndex = createRoute({
  getParentRoute: () => customer,
  path: '/',
  beforeLoad: ({ params }) => {
    redirect({ to: '/customers/$customerId/overview', params, replace: true, throw: true });
  },
});
const overview = createRoute({
  getParentRoute: () => customer,
  path: 'overview',
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/overview/overview-section.tsx')),
    'OverviewSection',
  ),
});
const bills = createRoute({
  getParentRoute: () => customer,
  path: 'bills',
  validateSearch: billsSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/bills/bills-section.tsx')),
    'BillsSection',
  ),
});
const events = createRoute({
  getParentRoute: () => customer,
  path: 'events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/events/events-section.tsx')),
    'EventsSection',
  ),
});
const balances = createRoute({
  getParentRoute: () => customer,
  path: 'balances',
  validateSearch: balancesSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/balances/balances-section.tsx')),
    'BalancesSection',
  ),
});
const subscriptions = createRoute({
  getParentRoute: () => customer,
  path: 'subscriptions',
  validateSearch: subscriptionsSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/subscriptions/subscriptions-section.tsx')),
    'SubscriptionsSection',
  ),
});
const payments = createRoute({
  getParentRoute: () => customer,
  path: 'payments',
  validateSearch: paymentsSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/payments/payments-section.tsx')),
    'PaymentsSection',
  ),
});
const contacts = createRoute({
  getParentRoute: () => customer,
  path: 'contacts',
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/contacts-section.tsx')),
    'ContactsSection',
  ),
});
const communications = createRoute({
  getParentRoute: () => customer,
  path: 'communications',
  validateSearch: logSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/communications-section.tsx')),
    'CommunicationsSection',
  ),
});
const customerNotifications = createRoute({
  getParentRoute: () => customer,
  path: 'notifications',
  validateSearch: logSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/notifications-section.tsx')),
    'NotificationsSection',
  ),
});
const activities = createRoute({
  getParentRoute: () => customer,
  path: 'activities',
  validateSearch: logSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/customer/activities-section.tsx')),
    'ActivitiesSection',
  ),
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => later(() => import('../features/jobs/jobs-page.tsx')), 'JobsPage'),
});
const run = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$runId',
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => later(() => import('../features/jobs/run-page.tsx')), 'RunPage'),
});
const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage-events',
  component: lazyRouteComponent(() => later(() => import('../features/usage/usage-frame.tsx')), 'UsageFrame'),
});
const usageReceived = createRoute({
  getParentRoute: () => usage,
  path: '/',
  validateSearch: usageSearch,
  component: lazyRouteComponent(() => later(() => import('../features/usage/usage-page.tsx')), 'UsagePage'),
});
const usageTry = createRoute({
  getParentRoute: () => usage,
  path: 'try',
  validateSearch: trySearch,
  component: lazyRouteComponent(() => later(() => import('../features/rating/try-page.tsx')), 'TryPage'),
});
const reratings = createRoute({
  getParentRoute: () => usage,
  path: 're-ratings',
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => later(() => import('../features/rating/reratings-page.tsx')), 'ReratingsPage'),
});
const whatIf = createRoute({
  getParentRoute: () => usage,
  path: 'what-if',
  validateSearch: whatIfSearch,
  component: lazyRouteComponent(() => later(() => import('../features/rating/what-if-page.tsx')), 'WhatIfPage'),
});
const newRerating = createRoute({
  getParentRoute: () => root,
  path: '/usage-events/re-ratings/new',
  validateSearch: reratingOrderSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/rating/new-rerating-page.tsx')),
    'NewReratingPage',
  ),
});
const rerating = createRoute({
  getParentRoute: () => root,
  path: '/usage-events/re-ratings/$runId',
  validateSearch: reratingSearch,
  component: lazyRouteComponent(() => later(() => import('../features/rating/rerating-page.tsx')), 'ReratingPage'),
});
const whatIfRun = createRoute({
  getParentRoute: () => root,
  path: '/usage-events/what-if/$runId',
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => later(() => import('../features/rating/what-if-run-page.tsx')), 'WhatIfRunPage'),
});
const notifications = createRoute({
  getParentRoute: () => root,
  path: '/notifications',
  component: lazyRouteComponent(
    () => later(() => import('../features/notifications/notifications-frame.tsx')),
    'NotificationsFrame',
  ),
});
const notificationsList = createRoute({
  getParentRoute: () => notifications,
  path: '/',
  validateSearch: notificationsSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/notifications/notifications-list.tsx')),
    'NotificationsList',
  ),
});
const endpoints = createRoute({
  getParentRoute: () => notifications,
  path: 'endpoints',
  validateSearch: endpointsSearch,
  component: lazyRouteComponent(
    () => later(() => import('../features/notifications/endpoints-list.tsx')),
    'EndpointsList',
  ),
});
const catalog = createRoute({
  getParentRoute: () => root,
  path: '/catalog',
  component: lazyRouteComponent(() => later(() => import('../features/catalog/catalog-frame.tsx')), 'CatalogFrame'),
});
const catalogIndex = createRoute({
  getParentRoute: () => catalog,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/catalog/$kind', params: { kind: 'plans' }, replace: true, throw: true });
  },
});
const catalogChanges = createRoute({
  getParentRoute: () => catalog,
  path: 'changes',
  validateSearch: changesSearch,
  component: lazyRouteComponent(() => later(() => import('../features/catalog/changes-page.tsx')), 'ChangesPage'),
});
const catalogFile = createRoute({
  getParentRoute: () => catalog,
  path: 'file',
  component: lazyRouteComponent(() => later(() => import('../features/catalog/file-page.tsx')), 'FilePage'),
});
const catalogKind = createRoute({
  getParentRoute: () => catalog,
  path: '$kind',
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => later(() => import('../features/catalog/kind-section.tsx')), 'KindSection'),
});
const catalogObject = createRoute({
  getParentRoute: () => catalog,
  path: '$kind/$code',
  component: lazyRouteComponent(() => later(() => import('../features/catalog/kind-section.tsx')), 'ObjectSection'),
});

const tree = root.addChildren([
  home,
  customers,
  onboarding,
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
    customerNotifications,
    activities,
  ]),
  jobs,
  run,
  usage.addChildren([usageReceived, usageTry, reratings, whatIf]),
  newRerating,
  rerating,
  whatIfRun,
  notifications.addChildren([notificationsList, endpoints]),
  catalog.addChildren([catalogIndex, catalogChanges, catalogFile, catalogKind, catalogObject]),
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
