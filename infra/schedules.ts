/** When each job starts by itself: UTC, in the order of a night, so that each finds the work of the one before done. */
export const SCHEDULES = [
  { job: 'purchase-verification', id: 'PurchaseVerification', cron: 'cron(10 0 * * ? *)' },
  { job: 'plan-transition', id: 'PlanTransition', cron: 'cron(15 0 * * ? *)' },
  { job: 'billing', id: 'Billing', cron: 'cron(30 0 * * ? *)' },
  { job: 'invoicing', id: 'Invoicing', cron: 'cron(0 1 * * ? *)' },
  { job: 'payment-collection', id: 'PaymentCollection', cron: 'cron(0 2 * * ? *)' },
  { job: 'account-closure', id: 'AccountClosure', cron: 'cron(0 3 ? * SUN *)' },
] as const;
