import * as z from 'zod';
import { code, description, name } from '../identity.ts';
import { instant } from '../instant.ts';
import { price } from './price.ts';

const proration = z.enum(['prorate', 'full', 'none']);

const version = z.strictObject({ validFrom: instant, price, tax: code.exactOptional() });

const shape = z.strictObject({
  code,
  name,
  description: description.exactOptional(),
  type: z.enum(['one-time', 'recurring', 'usage']),
  resource: code.meta({ description: 'A monetary resource, or the granted unit.' }),
  billItem: code,
  cycle: z
    .enum(['forward', 'arrear'])
    .exactOptional()
    .meta({ description: 'Recurring only: charged ahead, or at the end.' }),
  eventType: code.exactOptional().meta({ description: 'Recurring only: how often.' }),
  serviceType: code.exactOptional().meta({ description: 'Usage only: whose events it prices.' }),
  allowance: code
    .exactOptional()
    .meta({ description: 'Usage only: the unit that is used up before money is charged.' }),
  prorationOnPurchase: proration.default('prorate'),
  prorationOnCancel: proration.default('prorate'),
  versions: z.array(version).min(1, 'Give at least one version.').max(200, 'Give at most 200 versions.'),
});

type Shape = z.output<typeof shape>;
type Field = 'cycle' | 'eventType' | 'serviceType' | 'allowance';

/** Which fields each type of product must have; the others of the four must be absent, `allowance` may be. */
const NEEDED = {
  'one-time': [],
  recurring: ['cycle', 'eventType'],
  usage: ['serviceType'],
} as const satisfies Record<Shape['type'], readonly Field[]>;
const ALLOWED = { 'one-time': [], recurring: [], usage: ['allowance'] } as const satisfies Record<
  Shape['type'],
  readonly Field[]
>;

function fitsItsType(product: Shape, context: z.core.$RefinementCtx): void {
  const needed: readonly Field[] = NEEDED[product.type];
  const allowed: readonly Field[] = ALLOWED[product.type];
  for (const field of ['cycle', 'eventType', 'serviceType', 'allowance'] as const) {
    const present = product[field] !== undefined;
    if (needed.includes(field) && !present) {
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `Add this field: a ${product.type} product needs it.`,
      });
    }
    if (present && !needed.includes(field) && !allowed.includes(field)) {
      context.addIssue({ code: 'custom', path: [field], message: `Remove this field from a ${product.type} product.` });
    }
  }
}

function versionsAscend({ versions }: Shape, context: z.core.$RefinementCtx): void {
  for (const [index, { validFrom }] of versions.entries()) {
    const before = versions[index - 1];
    if (before !== undefined && validFrom <= before.validFrom) {
      context.addIssue({
        code: 'custom',
        path: ['versions', index, 'validFrom'],
        message: 'Let each version begin after the one before.',
      });
    }
  }
}

export const productBody = shape.superRefine((product, context) => {
  fitsItsType(product, context);
  versionsAscend(product, context);
});

export const productAnswer = shape.required({ prorationOnPurchase: true, prorationOnCancel: true });
