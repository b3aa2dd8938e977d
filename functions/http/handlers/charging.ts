import type { BalanceLeft } from '../../../domain/charging/balances-left.ts';
import type { DrawnAmount } from '../../../domain/charging/drawn-amounts.ts';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import { instantText } from '../../../domain/time/instant.ts';
import { answer, type Wire } from '../../shared/answer.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { authorizeUsage } from '../../use-cases/charging/authorize-usage.ts';
import type { ChargingPorts } from '../../use-cases/charging/charging-ports.ts';
import { commitUsage } from '../../use-cases/charging/commit-usage.ts';
import { extendSession } from '../../use-cases/charging/extend-session.ts';
import type { SessionOutcome } from '../../use-cases/charging/on-session.ts';
import { releaseUsage } from '../../use-cases/charging/release-usage.ts';
import { reserveSession } from '../../use-cases/charging/reserve-session.ts';
import type { Reserved } from '../../use-cases/charging/set-aside.ts';
import type { chargingContract } from '../contract/charging.ts';

/** What the charging door does. The session's id is what makes a request count once: an Idempotency-Key adds nothing. */
export function chargingHandlers(ports: ChargingPorts): DoorHandlers<'charging', typeof chargingContract> {
  const authorize = authorizeUsage(ports);
  const reserve = reserveSession(ports);
  const extend = extendSession(ports);
  const commit = commitUsage(ports);
  const release = releaseUsage(ports);
  return {
    authorizeUsage: async (call, { body }) => {
      const authorized = await authorize(call, read(body));
      if (!authorized.ok) return authorized;
      const { result, balances } = authorized.value;
      return answer(200, {
        at: instantText(result.at),
        requested: decimalText(result.requested),
        granted: decimalText(result.granted),
        unit: result.unit,
        amounts: result.drawn.map(drawnWire),
        balances: balances.map(balanceWire),
      });
    },
    reserveUsage: async (call, { body: { id, ...asked } }) => {
      const reserved = await reserve(call, { ...read(asked), sessionId: id });
      if (!reserved.ok) return reserved;
      const body = reservationWire(id, reserved.value);
      return reserved.value.result.isNew ? answer(201, body) : answer(200, body);
    },
    extendReservation: async (call, { path: { reservationId }, body }) => {
      const extended = await extend(call, { ...read(body), sessionId: reservationId });
      return extended.ok ? answer(200, reservationWire(reservationId, extended.value)) : extended;
    },
    commitReservation: async (call, { path: { reservationId }, body }) => {
      const committed = await commit(call, { ...read(body), sessionId: reservationId });
      if (!committed.ok) return committed;
      const { result, balances } = committed.value;
      const { overrun } = result;
      return answer(200, {
        id: reservationId,
        at: instantText(result.at),
        outcome: result.outcome,
        reservation: result.reservation,
        product: result.product,
        quantity: decimalText(result.quantity),
        unit: result.unit,
        amounts: result.drawn.map(drawnWire),
        overrun:
          overrun === null ? null : { quantity: decimalText(overrun.quantity), amounts: overrun.drawn.map(drawnWire) },
        balances: balances.map(balanceWire),
      });
    },
    releaseReservation: async (call, { path: { reservationId }, body }) => {
      const released = await release(call, { ...body, sessionId: reservationId });
      if (!released.ok) return released;
      const { result, balances } = released.value;
      return answer(200, { id: reservationId, outcome: result.outcome, balances: balances.map(balanceWire) });
    },
  };
}

const read = <T extends { readonly quantity?: string }>({ quantity, ...asked }: T) => ({
  ...asked,
  ...(quantity === undefined ? {} : { quantity: dec(quantity) }),
});

const drawnWire = ({ balanceGroupId, resource, amount }: DrawnAmount) => ({
  balanceGroupId,
  resource,
  amount: decimalText(amount),
});

const balanceWire = ({ resource, amount, held }: BalanceLeft) => ({
  resource,
  amount: decimalText(amount),
  held: decimalText(held),
});

const reservationWire = (
  id: string,
  { result, balances }: SessionOutcome<Reserved>,
): Wire<(typeof chargingContract)['extendReservation']['responses'][200]> => ({
  id,
  at: instantText(result.at),
  expiresAt: instantText(result.expiresAt),
  requested: decimalText(result.requested),
  granted: decimalText(result.granted),
  unit: result.unit,
  amounts: result.drawn.map(drawnWire),
  balances: balances.map(balanceWire),
});
