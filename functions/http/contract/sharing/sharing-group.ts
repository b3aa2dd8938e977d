import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code, id, name } from '../identity.ts';
import { endInstant, instant } from '../instant.ts';

const switchable = z.enum(['active', 'inactive'], { error: 'Say active or inactive.' });
const validity = {
  validFrom: instant.exactOptional().meta({ description: 'Now, if not given.' }),
  validTo: endInstant.exactOptional().meta({ description: 'No end, if not given, or null.' }),
};

export const groupBody = z.strictObject({
  name,
  subscriptionId: id.meta({ description: 'Of the owner: members use what it has.' }),
  policy: z
    .strictObject({
      name,
      discounts: z
        .array(code)
        .min(1, 'Name at least one discount.')
        .max(10, 'Name at most ten discounts.')
        .refine((codes) => new Set(codes).size === codes.length, 'Name each discount once.'),
    })
    .meta({
      description: 'Discounts that were bought with the subscription say what is taken over, and how much of it.',
    }),
  ...validity,
  status: switchable.default('active'),
});

export const memberBody = z.strictObject({
  customerId: id,
  balanceGroupId: id.exactOptional().meta({ description: 'Needed when the customer has several.' }),
  ...validity,
  status: switchable.default('active'),
});

/** Of a group or of a membership: what may be edited. */
export const shareChange = z
  .strictObject({
    status: switchable.exactOptional(),
    validFrom: instant.exactOptional(),
    validTo: endInstant.exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one of status, validFrom and validTo.');

const policy = z.strictObject({ name: z.string(), discounts: z.array(code) });
const groupStatus = z.enum(['active', 'inactive', 'cancelled']);
const memberStatus = z.enum(['active', 'inactive', 'removed']);

const member = z.strictObject({
  customerId: id,
  name: z.string().exactOptional().meta({ description: 'Where groups are read, not where they are changed.' }),
  balanceGroupId: id,
  status: memberStatus,
  validFrom: instant,
  validTo: instant,
  joinedAt: instant,
});

const group = {
  groupId: id,
  name: z.string(),
  subscriptionId: id,
  policy,
  status: groupStatus,
  validFrom: instant,
  validTo: instant,
  members: z.array(member).meta({ description: 'Those who left come with the status removed.' }),
};

export const sharingGroupAnswer = z
  .strictObject({ ...group, owner: z.strictObject({ customerId: id, name: z.string() }) })
  .meta({ id: 'SharingGroup' });

export const customerSharingAnswer = z
  .strictObject({
    owned: z.array(z.strictObject(group)),
    memberships: z
      .array(
        z.strictObject({
          groupId: id,
          name: z.string(),
          owner: z.strictObject({ customerId: id, name: z.string() }),
          balanceGroupId: id,
          status: memberStatus,
          validFrom: instant,
          validTo: instant,
          joinedAt: instant,
          groupStatus,
        }),
      )
      .meta({ description: 'In the order of joining: of several groups, the first whose policy fits stands in.' }),
  })
  .meta({ id: 'CustomerSharing' });

const used = z.strictObject({
  resource: code,
  amount: decimal.meta({ description: 'Money with tax, or units.' }),
});

export const sharingUsageAnswer = z
  .strictObject({
    groupId: id,
    from: instant,
    to: instant,
    members: z
      .array(z.strictObject({ customerId: id, name: z.string(), events: z.int(), used: z.array(used) }))
      .meta({ description: 'Who used something, most events first. Also who has left since.' }),
  })
  .meta({ id: 'SharingUsage' });
