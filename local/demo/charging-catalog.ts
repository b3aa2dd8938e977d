/** The published tariff of the charging stations, in the order in which its parts refer to each other. */
export const CHARGING_CATALOG: readonly {
  readonly path: string;
  readonly object: Readonly<Record<string, unknown>>;
}[] = [
  {
    path: 'resources',
    object: {
      code: 'USD',
      name: 'US dollar',
      kind: 'monetary',
      currency: 'USD',
      symbol: '$',
      ratingScale: 6,
      billingScale: 2,
      consumptionOrder: 'earliest-end',
    },
  },
  { path: 'event-types', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
  { path: 'customer-types', object: { code: 'driver', name: 'Driver', description: 'Charges at work' } },
  { path: 'bill-items', object: { code: 'membership', name: 'Membership', type: 'subscription' } },
  { path: 'bill-items', object: { code: 'charging', name: 'Charging', type: 'usage' } },
  {
    path: 'service-types',
    object: {
      code: 'ev-charging',
      name: 'EV charging',
      description: 'A session from plugging in to unplugging, in steps of five minutes',
      mandatoryFields: [
        { name: 'end', type: 'instant' },
        { name: 'station', type: 'text' },
      ],
      optionalFields: [
        { name: 'kwh', type: 'decimal' },
        { name: 'location', type: 'text' },
        { name: 'platform', type: 'text' },
      ],
      quantity: { from: 'duration', endField: 'end' },
      unit: 'min',
      unitSize: '60',
      increment: '5',
      quarantineDays: 30,
    },
  },
  {
    path: 'products',
    object: {
      code: 'charging-membership',
      name: 'Charging membership',
      type: 'recurring',
      resource: 'USD',
      billItem: 'membership',
      cycle: 'forward',
      eventType: 'monthly',
      prorationOnPurchase: 'prorate',
      prorationOnCancel: 'prorate',
      versions: [{ validFrom: '2014-01-01T00:00:00Z', price: { model: 'flat', amount: '2.00' } }],
    },
  },
  {
    path: 'products',
    object: {
      code: 'charging-time',
      name: 'Charging time',
      type: 'usage',
      resource: 'USD',
      billItem: 'charging',
      serviceType: 'ev-charging',
      prorationOnPurchase: 'none',
      prorationOnCancel: 'none',
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
        },
      ],
    },
  },
  {
    path: 'bundles',
    object: {
      code: 'workplace-charging-bundle',
      name: 'Workplace charging',
      validFrom: '2014-01-01T00:00:00Z',
      validTo: null,
      items: [
        { product: 'charging-membership', quantity: '1', optional: false },
        { product: 'charging-time', quantity: '1', optional: false },
      ],
    },
  },
  {
    path: 'plans',
    object: {
      code: 'workplace-charging',
      name: 'Workplace charging',
      description: 'Four hours of every session free, then 1.00 USD an hour; 2.00 USD a month',
      status: 'active',
      bundles: ['workplace-charging-bundle'],
      validFrom: '2014-01-01T00:00:00Z',
      validTo: null,
      paymentTypes: ['postpaid'],
    },
  },
];
