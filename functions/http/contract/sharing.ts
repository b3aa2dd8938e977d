import * as z from 'zod';
import { id } from './identity.ts';
import { operation } from './operation.ts';
import {
  customerSharingAnswer,
  groupBody,
  memberBody,
  shareChange,
  sharingGroupAnswer,
  sharingUsageAnswer,
} from './sharing/sharing-group.ts';

const ofCustomer = z.strictObject({ customerId: id });
const ofGroup = z.strictObject({ groupId: id });
const ofMember = z.strictObject({ groupId: id, customerId: id });

/** Customers who use what another customer has: operations of the customers door. */
export const sharingContract = {
  listSharingGroups: operation({
    summary: 'Sharing groups that a customer owns or is a member of',
    description:
      'To find a group for somebody: search its owner by name with listCustomers, then list the groups that the owner has.',
    path: ofCustomer,
    responses: { 200: customerSharingAnswer },
  }),
  createSharingGroup: operation({
    summary: 'Make a customer the owner of a sharing group',
    description:
      'Members use what the subscription has as usage is rated, as far as the policy goes: its discounts say by their filters which ' +
      'charges and units, and by their percentage how much of the money, the owner takes over.',
    path: ofCustomer,
    body: groupBody,
    example: {
      name: 'Novak family',
      subscriptionId: '1001',
      policy: { name: 'Calls and data', discounts: ['FAMILY'] },
    },
    responses: { 201: sharingGroupAnswer },
  }),
  getSharingGroup: operation({
    summary: 'Get a sharing group with its members',
    path: ofGroup,
    responses: { 200: sharingGroupAnswer },
  }),
  getSharingUsage: operation({
    summary: 'What each member used of a sharing group in the open cycle of its owner',
    description: 'What the owner took over: money and units of events since the cycle began, corrections among them.',
    path: ofGroup,
    responses: { 200: sharingUsageAnswer },
  }),
  updateSharingGroup: operation({
    summary: 'Edit status or validity of a sharing group',
    description: 'For usage from now on.',
    path: ofGroup,
    body: shareChange,
    example: { status: 'inactive' },
    responses: { 200: sharingGroupAnswer },
  }),
  cancelSharingGroup: operation({
    summary: 'Cancel a sharing group for good',
    description: 'Nothing is shared from now on; what was shared stays as it is.',
    path: ofGroup,
    responses: { 200: sharingGroupAnswer },
  }),
  addSharingMember: operation({
    summary: 'Add a customer to a sharing group',
    path: ofGroup,
    body: memberBody,
    example: { customerId: '1002' },
    responses: { 201: sharingGroupAnswer },
  }),
  updateSharingMember: operation({
    summary: 'Edit status or validity of a membership',
    description: 'The version is the one of the group.',
    path: ofMember,
    body: shareChange,
    example: { validTo: '2027-01-01T00:00:00Z' },
    responses: { 200: sharingGroupAnswer },
  }),
  removeSharingMember: operation({
    summary: 'Remove a customer from a sharing group',
    path: ofMember,
    responses: { 200: sharingGroupAnswer },
  }),
} as const;
