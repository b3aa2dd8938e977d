import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { dueNow, grant } from '../due-now.ts';
import { code, id } from '../identity.ts';
import { endInstant, instant } from '../instant.ts';
import { subscriptionTerm, terminationFee } from './term.ts';

export const serviceAnswer = z.strictObject({
  serviceId: id,
  subscriptionId: id,
  balanceGroupId: id,
  serviceType: code,
  serviceTypeName: z.string(),
  identifier: z.string(),
  status: z.enum(['active', 'inactive', 'released']),
  validFrom: instant,
  validTo: instant,
});

const suspendedAt = instant.exactOptional().meta({
  description:
    'Prepaid: from here on it waits for the money that its renewal costs, and goes on at once when that is there. May lie ahead.',
});

const purchasedProduct = z.strictObject({
  purchaseId: id,
  bundle: code,
  product: code,
  productName: z.string(),
  type: z.enum(['one-time', 'recurring', 'usage']),
  resource: code,
  quantity: decimal,
  value: decimal.exactOptional().meta({ description: 'A price override given at purchase.' }),
  serviceId: id.exactOptional(),
  identifier: z.string().exactOptional(),
  status: z.enum(['pending', 'active', 'suspended', 'cancelled', 'expired']),
  suspendedAt,
  validFrom: instant,
  validTo: instant,
  chargedThrough: instant,
  coupons: z.array(code).exactOptional().meta({ description: 'Coupons that were entered with it.' }),
});

const purchasedDiscount = z.strictObject({
  purchaseId: id,
  bundle: code,
  discount: code,
  discountName: z.string(),
  status: z.enum(['pending', 'active', 'cancelled', 'expired']),
  validFrom: instant,
  validTo: instant,
});

export const subscriptionAnswer = z
  .strictObject({
    subscriptionId: id,
    name: z.string(),
    plan: code,
    planName: z.string(),
    status: z.enum(['pending', 'active', 'suspended', 'cancelled', 'expired']),
    suspendedAt,
    billingProfileId: id,
    balanceGroupId: id,
    validFrom: instant,
    validTo: instant,
    cancelledAt: instant.nullable(),
    transition: z
      .strictObject({
        plan: code,
        effectiveAt: instant,
        validTo: instant,
        identifiers: z.record(z.string(), z.string()),
        requestedAt: instant,
        error: z.string().exactOptional(),
      })
      .nullable(),
    term: subscriptionTerm.exactOptional(),
    addOnTerms: z.array(subscriptionTerm).exactOptional(),
    products: z.array(purchasedProduct),
    discounts: z.array(purchasedDiscount),
    services: z.array(serviceAnswer),
  })
  .meta({ id: 'Subscription' });

const settlement = {
  terminationFees: z.array(terminationFee).meta({ description: 'For leaving commitments early.' }),
  feesWaived: z.boolean().meta({ description: 'The fees are told, but not charged.' }),
  dueNow: dueNow.meta({ description: 'Everything that is charged and credited at once.' }),
};

export const cancelledAnswer = subscriptionAnswer.extend(settlement).meta({ id: 'CancelledSubscription' });

export const cancellationPreview = z
  .strictObject({
    effectiveAt: instant.meta({ description: 'When the subscription ends: once a notice period is over.' }),
    ...settlement,
  })
  .meta({ id: 'CancellationPreview' });

const SAY_WHY = 'Say why the fee is waived.';

export const cancelBody = z
  .strictObject({
    effective: z.enum(['now', 'cycle_end']).default('now'),
    reason: z.string().trim().min(1).max(500, 'Keep the reason to 500 characters.').exactOptional(),
    waiveFee: z
      .boolean()
      .default(false)
      .meta({ description: 'Lets the customer leave a commitment without its fee; needs a reason.' }),
  })
  .refine(({ waiveFee, reason }) => !waiveFee || reason !== undefined, { error: SAY_WHY, path: ['reason'] })
  .default({ effective: 'now', waiveFee: false });

export const cancelPreviewBody = z
  .strictObject({ effective: z.enum(['now', 'cycle_end']).default('now'), waiveFee: z.boolean().default(false) })
  .default({ effective: 'now', waiveFee: false });

export const transitionBody = z.strictObject({
  plan: code,
  effective: z
    .enum(['now', 'cycle_end'])
    .default('cycle_end')
    .meta({ description: 'Carried out by the plan transition job when this time has come.' }),
  validTo: endInstant.exactOptional().meta({ description: 'End of the subscription on the new plan; default none.' }),
  identifiers: z
    .record(code, z.string().trim().min(1, 'Give the identifier.').max(200, 'Keep it to 200 characters.'))
    .default({})
    .meta({ description: 'Service type → identifier, for services that the old plan does not have.' }),
});

const namedService = z.strictObject({ serviceType: code, identifier: z.string() });

export const transitionPreview = z
  .strictObject({
    plan: code,
    effectiveAt: instant.meta({ description: 'When the move is carried out.' }),
    validTo: instant.meta({ description: 'When the subscription would end on the new plan.' }),
    terminationFees: z.array(terminationFee).meta({ description: 'For leaving the commitment of the old plan.' }),
    dueNow,
    grants: z.array(grant).meta({ description: 'Allowances of the new plan, as positive amounts.' }),
    newServices: z.array(namedService).meta({ description: 'Services that the old plan has not.' }),
    releasedServices: z.array(namedService).meta({ description: 'Services that are given back.' }),
    term: subscriptionTerm.exactOptional().meta({ description: 'The commitment that begins.' }),
  })
  .meta({ id: 'PlanTransitionPreview' });
