import { type DemoApi, once } from './demo-api.ts';
import { billsOf, everyCustomer } from './every-customer.ts';

/** Every fifth driver lets a bill lie, so that there is something to remind people of. */
const FORGETFUL_EVERY = 5;

/** Pays what is due by transfer, as most people do. */
export async function payBills(api: DemoApi): Promise<void> {
  for await (const customerId of everyCustomer(api)) {
    if (Number(customerId) % FORGETFUL_EVERY === 0) continue;
    for (const { billId, status, due } of await billsOf(api, customerId)) {
      if (status !== 'billing') continue;
      const { error } = await api.POST('/v1/bills/{billId}/payments', {
        params: { path: { billId }, ...once(`demo-payment-${billId}`) },
        body: { method: 'transfer', amount: due, provider: 'Bank', reference: `BILL-${billId}` },
      });
      if (error !== undefined) throw new Error(`payment of bill ${billId}: ${JSON.stringify(error)}`);
    }
  }
}
