import * as z from 'zod';
import { naturalDecimal, positiveDecimal } from '../decimal.ts';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { price } from './price.ts';
import { refuseAt, refuseRepeats } from './refuse-at.ts';
import { zoneName } from './zone-name.ts';

const detail = z.strictObject({
  resource: code.exactOptional().meta({
    description:
      "The product's, if not given. Units are used up (positive) or granted (negative), a counter is counted up.",
  }),
  price,
  resourceTag: code.exactOptional().meta({ description: 'Target for discounts, with the charge tag of the rate.' }),
  tax: code.exactOptional().meta({ description: "Instead of the version's; so are the next two." }),
  billItem: code.exactOptional(),
  generalLedger: code.exactOptional(),
  minimumQuantity: naturalDecimal.exactOptional().meta({ description: "Instead of the service type's." }),
  increment: positiveDecimal.exactOptional().meta({ description: "Instead of the service type's." }),
});

const rate = z.strictObject({
  zone: zoneName.exactOptional().meta({ description: 'Absent: every zone.' }),
  timeBand: zoneName.exactOptional().meta({ description: 'Absent: at any time.' }),
  chargeTag: code.exactOptional(),
  allowances: codeList('allowance', { most: 20 })
    .exactOptional()
    .meta({ description: "Units used up first, in this order, instead of the product's allowance. Empty: none." }),
  details: z
    .array(detail)
    .min(1, 'Give at least one detail.')
    .max(20, 'Give at most 20 details.')
    .meta({ description: 'Each moves one resource. Money may have several: a standing charge and a price per unit.' }),
});

/** Rates by zone and time band. */
export const ratePlan = z
  .strictObject({
    ratingSet: code.exactOptional().meta({ description: 'Gives the zone.' }),
    calendar: code.exactOptional().meta({ description: 'Gives the time band.' }),
    rates: z.array(rate).min(1, 'Give at least one rate.').max(1000, 'Give at most 1000 rates.'),
    otherwise: z
      .enum(['price', 'reject'])
      .default('price')
      .meta({ description: 'What no rate meets is priced by the price of the version, or kept in suspense.' }),
  })
  .superRefine(({ ratingSet, calendar, rates }, context) => {
    for (const [index, { zone, timeBand }] of rates.entries()) {
      if (zone !== undefined && ratingSet === undefined) {
        refuseAt(context, ['rates', index, 'zone'], 'Name a ratingSet: it is what gives an event its zone.');
      }
      if (timeBand !== undefined && calendar === undefined) {
        refuseAt(context, ['rates', index, 'timeBand'], 'Name a calendar: it is what gives an event its time band.');
      }
    }
    refuseRepeats(context, rates, {
      key: ({ zone, timeBand }) => JSON.stringify([zone ?? null, timeBand ?? null]),
      at: (index) => ['rates', index],
      message: 'Give one rate for a zone and time band: put the details of both into one.',
    });
  })
  .meta({ id: 'RatePlan' });
