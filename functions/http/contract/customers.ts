import * as z from 'zod';
import type { DoorContract } from '../../shared/handler.ts';
import { balancesContract } from './balances.ts';
import { groupBalancesAnswer } from './customers/balance.ts';
import { billRow, transactionAnswer } from './customers/bill-row.ts';
import { addBundleBody, boughtAnswer, bundlePreviewAnswer, vouchersBody } from './customers/buying.ts';
import { closeBody, customerAnswer, customerChange, customersQuery } from './customers/customer.ts';
import { entriesQuery, entryAnswer, eventAnswer, eventsQuery } from './customers/entry.ts';
import { overviewAnswer } from './customers/overview.ts';
import { activityAnswer, communicationAnswer, contactAnswer, paymentInfoAnswer } from './customers/profile.ts';
import { reservationAnswer } from './customers/reservation.ts';
import {
  cancelBody,
  cancellationPreview,
  cancelledAnswer,
  cancelPreviewBody,
  serviceAnswer,
  subscriptionAnswer,
  transitionBody,
  transitionPreview,
} from './customers/subscription.ts';
import {
  blockBody,
  madeVouchersAnswer,
  redemptionAnswer,
  voucherAnswer,
  voucherCountsAnswer,
} from './customers/voucher.ts';
import { code, id } from './identity.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';
import { sharingContract } from './sharing.ts';

const ofCustomer = z.strictObject({ customerId: id });
const ofGroup = z.strictObject({ balanceGroupId: id });
const ofCode = z.strictObject({ code });
const ofSubscription = z.strictObject({ subscriptionId: id });

export const customersContract = {
  ...balancesContract,
  ...sharingContract,
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
  listReservations: operation({
    summary: 'List what open sessions have set aside in a balance group, the next to run out first',
    path: ofGroup,
    query: pageQuery,
    responses: { 200: page(reservationAnswer) },
  }),
  cancelSubscription: operation({
    summary: 'Cancel a subscription, now or at the end of the cycle',
    path: ofSubscription,
    body: cancelBody,
    responses: { 200: cancelledAnswer },
  }),
  previewCancellation: operation({
    summary: 'What cancelling a subscription would charge and credit',
    path: ofSubscription,
    body: cancelPreviewBody,
    responses: { 200: cancellationPreview },
  }),
  addBundle: operation({
    summary: 'Buy a bundle for a running subscription',
    description: 'Charged at once, by the day to the end of the cycle. It ends with the subscription at the latest.',
    path: ofSubscription,
    body: addBundleBody,
    example: { bundle: 'DATA_PACK' },
    responses: { 201: boughtAnswer },
  }),
  previewBundle: operation({
    summary: 'What a bundle would cost and bring now',
    path: ofSubscription,
    body: addBundleBody,
    example: { bundle: 'DATA_PACK' },
    responses: { 200: bundlePreviewAnswer },
  }),
  applyVouchers: operation({
    summary: 'Use voucher codes for a subscription',
    description: 'Each code buys its bundle: all of them or none. A customer uses a code once.',
    path: ofSubscription,
    body: vouchersBody,
    example: { codes: ['XMAS-0421-7730'] },
    responses: { 201: boughtAnswer },
  }),
  listVouchers: operation({
    summary: 'List the codes of a voucher batch, in the order of their numbers',
    path: ofCode,
    query: pageQuery,
    responses: { 200: page(voucherAnswer) },
  }),
  makeVouchers: operation({
    summary: 'Make the codes of a voucher batch that are still to be made',
    description:
      'A new batch makes its first 4,450 codes by itself. Ask again until `made` is the quantity; nothing is made twice.',
    path: ofCode,
    responses: { 200: madeVouchersAnswer },
  }),
  countVouchers: operation({
    summary: 'What has become of the codes of a voucher batch',
    path: ofCode,
    responses: { 200: voucherCountsAnswer },
  }),
  listRedemptions: operation({
    summary: 'Who used a voucher code',
    description: 'Not found, if nobody has: whether there is such a code is not told.',
    path: ofCode,
    query: pageQuery,
    responses: { 200: page(redemptionAnswer) },
  }),
  blockVoucher: operation({
    summary: 'Keep a voucher code from being used',
    path: ofCode,
    body: blockBody,
    example: { reason: 'Card was stolen' },
    responses: { 200: voucherAnswer },
  }),
  unblockVoucher: operation({
    summary: 'Let a blocked voucher code be used again',
    path: ofCode,
    responses: { 200: voucherAnswer },
  }),
  requestPlanTransition: operation({
    summary: 'Move a subscription to another plan',
    description: 'Replaces a pending move. The plan transition job carries it out.',
    path: ofSubscription,
    body: transitionBody,
    responses: { 200: subscriptionAnswer },
  }),
  previewPlanTransition: operation({
    summary: 'What moving a subscription to another plan would charge and credit',
    description: 'As it would be carried out if nothing happened until then. Nothing is written.',
    path: ofSubscription,
    body: transitionBody,
    responses: { 200: transitionPreview },
  }),
} as const satisfies DoorContract<'customers'>;
