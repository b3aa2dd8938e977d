/** One small catalog, as one would send it: charging of cars by the hour, with a monthly fee. Shown in the published document. */
export const CATALOG_EXAMPLES = {
  resource: { code: 'USD', name: 'US dollar', kind: 'monetary', currency: 'USD', symbol: '$' },
  eventType: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } },
  serviceType: {
    code: 'ev-charging',
    name: 'Car charging',
    mandatoryFields: [{ name: 'end', type: 'instant' }],
    optionalFields: [
      { name: 'station', type: 'text' },
      { name: 'kwh', type: 'decimal' },
    ],
    quantity: { from: 'duration', endField: 'end' },
    unit: 'min',
    unitSize: '60',
    increment: '5',
  },
  billItem: { code: 'charging', name: 'Charging', type: 'usage' },
  tax: { code: 'sales-tax', name: 'Sales tax', percent: '8.25', validFrom: '2014-01-01T00:00:00Z' },
  customerType: { code: 'residential', name: 'Residential' },
  product: {
    code: 'charging-time',
    name: 'Charging by the hour',
    type: 'usage',
    resource: 'USD',
    billItem: 'charging',
    serviceType: 'ev-charging',
    versions: [
      {
        validFrom: '2014-01-01T00:00:00Z',
        price: {
          model: 'graduated',
          basis: 'event',
          per: '60',
          minimumCharge: '0.50',
          tiers: [
            { upTo: '240', unitPrice: '0' },
            { upTo: null, unitPrice: '1.00' },
          ],
        },
        tax: 'sales-tax',
      },
    ],
  },
  bundle: {
    code: 'charging',
    name: 'Charging',
    validFrom: '2014-01-01T00:00:00Z',
    items: [{ product: 'charging-time' }],
  },
  plan: {
    code: 'workplace',
    name: 'Workplace charging',
    status: 'active',
    bundles: ['charging'],
    validFrom: '2014-01-01T00:00:00Z',
    paymentTypes: ['postpaid'],
  },
} as const;
