import type { PriceBook } from '../../../../domain/catalog/price-book.ts';
import { type Dec, decimalText, ZERO } from '../../../../domain/money/decimal.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { Reservation } from '../../../use-cases/charging/list-reservations.ts';
import type { reservationAnswer } from '../../contract/customers/reservation.ts';

/** A reservation as an operator reads it: whose, how much, until when. */
export function reservationWire(
  { sessionId, hold, session, service }: Reservation,
  book: PriceBook,
): Wire<typeof reservationAnswer> {
  const amounts = new Map<string, Dec>();
  for (const { resource, amount } of hold.impacts) {
    amounts.set(resource, (amounts.get(resource) ?? ZERO).plus(amount));
  }
  return {
    id: sessionId,
    customerId: session?.customerId ?? null,
    balanceGroupId: session?.balanceGroupId ?? null,
    serviceId: hold.service,
    serviceType: service?.serviceType ?? null,
    identifier: service?.identifier ?? null,
    at: instantText(hold.at),
    expiresAt: instantText(hold.expiresAt),
    quantity: decimalText(hold.quantity),
    unit: service === null ? null : (book.serviceTypes.get(service.serviceType)?.unit ?? null),
    amounts: [...amounts].map(([resource, amount]) => ({ resource, amount: decimalText(amount) })),
  };
}
