import * as z from 'zod';
import type { DoorContract } from '../../shared/handler.ts';
import { groupBalancesAnswer } from './customers/balance.ts';
import { billRow, transactionAnswer } from './customers/bill-row.ts';
import { closeBody, customerAnswer, customerChange, customersQuery } from './customers/customer.ts';
import { entriesQuery, entryAnswer, eventAnswer, eventsQuery } from './customers/entry.ts';
import { overviewAnswer } from './customers/overview.ts';
import { activityAnswer, communicationAnswer, contactAnswer, paymentInfoAnswer } from './customers/profile.ts';
import { cancelBody, serviceAnswer, subscriptionAnswer, transitionBody } from './customers/subscription.ts';
import { id } from './identity.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';

const ofCustomer = z.strictObject({ customerId: id });
const ofGroup = z.strictObject({ balanceGroupId: id });
const ofSubscription = z.strictObject({ subscriptionId: id });

export const customersContract = {
  listCustomers: operation({
    summary: 'Search and list customers',
    description: 'With `q` sorted by name, and among the first 2,000 matches; without it by id.',
    query: customersQuery,
    responses: { 200: page(customerAnswer) },
  }),
  getCustomer: operation({ summary: 'Get a customer', path: ofCustomer, responses: { 200: customerAnswer } }),
  updateCustomer: operation({
    summary: 'Edit type, status or attributes of a customer',
    path: ofCustomer,
    body: customerChange,
    responses: { 200: customerAnswer },
  }),
  closeCustomer: operation({
    summary: 'Close an account',
    description: 'Needs that nothing is active. The account becomes inactive; the closure job closes it later.',
    path: ofCustomer,
    body: closeBody,
    responses: { 200: customerAnswer },
  }),
  getCustomerOverview: operation({
    summary: 'Balances, revenue and latest invoice of a customer',
    path: ofCustomer,
    responses: { 200: overviewAnswer },
  }),
  listContacts: operation({
    summary: 'List the contacts of a customer',
    path: ofCustomer,
    query: pageQuery,
    responses: { 200: page(contactAnswer) },
  }),
  getPaymentInfo: operation({
    summary: 'How a customer pays, masked',
    path: ofCustomer,
    responses: { 200: paymentInfoAnswer },
  }),
  listSubscriptions: operation({
    summary: 'List the subscriptions of a customer with their products and services',
    path: ofCustomer,
    query: pageQuery,
    responses: { 200: page(subscriptionAnswer) },
  }),
  listServices: operation({
    summary: 'List the services of a customer',
    path: ofCustomer,
    responses: { 200: page(serviceAnswer) },
  }),
  listCustomerBalances: operation({
    summary: 'Balances of every balance group of a customer',
    path: ofCustomer,
    responses: { 200: page(groupBalancesAnswer) },
  }),
  listCustomerEvents: operation({
    summary: 'Rated usage events of a customer, newest first',
    path: ofCustomer,
    query: eventsQuery,
    responses: { 200: page(eventAnswer) },
  }),
  listCustomerBills: operation({
    summary: 'List the bills of a customer, newest first',
    path: ofCustomer,
    query: pageQuery,
    responses: { 200: page(billRow) },
  }),
  listTransactions: operation({
    summary: 'Charges and payments of a customer, newest first, with the running total',
    path: ofCustomer,
    query: pageQuery,
    responses: { 200: page(transactionAnswer) },
  }),
  listCommunications: operation({
    summary: 'Mails that the system sent to a customer',
    path: ofCustomer,
    query: pageQuery,
    responses: { 200: page(communicationAnswer) },
  }),
  listActivities: operation({
    summary: 'Who changed what of a customer, newest first',
    path: ofCustomer,
    query: pageQuery,
    responses: { 200: page(activityAnswer) },
  }),
  listBalances: operation({
    summary: 'Balances of a balance group',
    path: ofGroup,
    responses: { 200: groupBalancesAnswer },
  }),
  listEntries: operation({
    summary: 'Ledger entries of a balance group, newest first',
    path: ofGroup,
    query: entriesQuery,
    responses: { 200: page(entryAnswer) },
  }),
  cancelSubscription: operation({
    summary: 'Cancel a subscription, now or at the end of the cycle',
    path: ofSubscription,
    body: cancelBody,
    responses: { 200: subscriptionAnswer },
  }),
  requestPlanTransition: operation({
    summary: 'Move a subscription to another plan',
    description: 'Replaces a pending move. The plan transition job carries it out.',
    path: ofSubscription,
    body: transitionBody,
    responses: { 200: subscriptionAnswer },
  }),
} as const satisfies DoorContract<'customers'>;
