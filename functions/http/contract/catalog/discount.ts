import * as z from 'zod';
import { dec } from '../../../../domain/money/decimal.ts';
import { naturalDecimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { named } from './named.ts';
import { nonActiveRating } from './non-active-rating.ts';
import { percent } from './percent.ts';
import { refuseAt } from './refuse-at.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const some = (what: string) => codeList(what, { least: 1 }).exactOptional();

const filter = z.strictObject({
  chargeTags: some('charge tag'),
  resourceTags: some('resource tag'),
  products: some('product'),
  serviceTypes: some('service type'),
  resources: some('resource').meta({ description: "What the charge moves; the customer's currency, if not given." }),
});

const when = z
  .strictObject({
    counter: code,
    above: naturalDecimal.default('0'),
    upTo: positiveDecimal.nullable().default(null),
  })
  .superRefine(({ above, upTo }, context) => {
    if (upTo !== null && dec(upTo).lte(dec(above))) refuseAt(context, ['upTo'], 'Give more than above.');
  });

const effect = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('percentage'), value: percent }),
  z.strictObject({ type: z.literal('flat'), value: naturalDecimal }),
  z.strictObject({
    type: z.literal('grant'),
    resource: code,
    amount: positiveDecimal,
    per: z.enum(['event', 'quantity']).default('event'),
  }),
  z.strictObject({ type: z.literal('consume'), resource: code }),
  z.strictObject({
    type: z.literal('count'),
    counter: code,
    what: z.enum(['quantity', 'amount', 'events']).default('quantity'),
  }),
]);

const rule = z.strictObject({
  filter: filter.meta({ description: 'All that is given must fit, each list by any of its codes. Empty: everything.' }),
  when: when.exactOptional().meta({
    description: 'Holds while the counter, as it stands before the event, lies above one value, up to another.',
  }),
  effect,
});
type Rule = z.output<typeof rule>;

const shape = z.strictObject({
  ...named,
  mode: z.enum(['simple', 'advanced']).default('simple'),
  ...validity,
  priority: z
    .int({ error: 'Give a whole number.' })
    .min(0, 'Give 0 or more.')
    .max(1_000_000, 'Give at most 1000000.')
    .default(0)
    .meta({ description: 'Lower goes first; then the higher value, then the code.' }),
  combination: z
    .enum(['sequential', 'parallel'])
    .default('sequential')
    .meta({ description: 'On what earlier discounts left, or on the original charge.' }),
  appliesAt: z
    .enum(['rating', 'billing'])
    .default('rating')
    .meta({ description: 'Event by event, or once on the charges of a bill when it is made.' }),
  nonActiveRating: nonActiveRating.exactOptional(),
  rules: z.array(rule).min(1, 'Give at least one rule.').max(50, 'Give at most 50 rules.'),
});

/** Simple: a percentage or a flat amount on one charge tag, in one currency. */
function refuseUnlessSimple(
  { filter: aim, when: range, effect: { type } }: Rule,
  context: z.core.$RefinementCtx,
): void {
  const refuse = (path: readonly string[], message: string) => refuseAt(context, ['rules', 0, ...path], message);
  if (type !== 'percentage' && type !== 'flat') {
    refuse(['effect', 'type'], 'Use percentage or flat, or the mode advanced.');
  }
  if (aim.chargeTags?.length !== 1) refuse(['filter', 'chargeTags'], 'Name one charge tag, or use the mode advanced.');
  for (const list of ['resourceTags', 'products', 'serviceTypes'] as const) {
    if (aim[list] !== undefined) refuse(['filter', list], 'Remove this, or use the mode advanced.');
  }
  if ((aim.resources?.length ?? 0) > 1) refuse(['filter', 'resources'], 'Name one currency, or use the mode advanced.');
  if (range !== undefined) refuse(['when'], 'Remove this, or use the mode advanced.');
}

/** What a discount gives off, and off what. */
export const discountBody = shape.superRefine((discount, context) => {
  const { mode, appliesAt, rules } = discount;
  endsAfterStart(discount, context);
  const [first, ...others] = rules;
  if (mode === 'simple') {
    if (first !== undefined) refuseUnlessSimple(first, context);
    if (others.length > 0) refuseAt(context, ['rules', 1], 'Give one rule, or use the mode advanced.');
  }
  for (const [
    index,
    {
      effect: { type },
    },
  ] of rules.entries()) {
    if (appliesAt === 'billing' && (type === 'consume' || type === 'count')) {
      refuseAt(
        context,
        ['rules', index, 'effect', 'type'],
        'Let it apply at rating: a bill has no events to take it from.',
      );
    }
  }
});

export const discountAnswer = shape
  .required({ mode: true, priority: true, combination: true, appliesAt: true })
  .extend(validityAnswer);
