import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  customerSharingAnswer,
  sharingGroupAnswer,
  sharingUsageAnswer,
} from '../../../../../functions/http/contract/sharing/sharing-group.ts';
import { type Api, answerOf, versionedOf } from '../../../lib/api.ts';
import { customerKey } from '../queries.ts';

export type SharingGroup = z.input<typeof sharingGroupAnswer>;
export type Member = SharingGroup['members'][number];
export type OwnedGroup = z.input<typeof customerSharingAnswer>['owned'][number];
export type Membership = z.input<typeof customerSharingAnswer>['memberships'][number];
export type SharingUsage = z.input<typeof sharingUsageAnswer>;

export const sharingQuery = (api: Api, customerId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'sharing'],
    queryFn: () => answerOf(api.GET('/v1/customers/{customerId}/sharing-groups', { params: { path: { customerId } } })),
  });

/** With its version: whoever edits it names it. */
export const sharingGroupQuery = (api: Api, customerId: string, groupId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'sharing-group', groupId],
    queryFn: () => versionedOf(api.GET('/v1/sharing-groups/{groupId}', { params: { path: { groupId } } })),
  });

export const sharingUsageQuery = (api: Api, customerId: string, groupId: string) =>
  queryOptions({
    queryKey: [...customerKey(customerId), 'sharing-usage', groupId],
    queryFn: () => answerOf(api.GET('/v1/sharing-groups/{groupId}/usage', { params: { path: { groupId } } })),
  });
