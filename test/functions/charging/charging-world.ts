import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { CreditLimit } from '../../../domain/catalog/credit-profile.ts';
import { holdId } from '../../../domain/charging/session-hold.ts';
import { Dec, dec, decimalText } from '../../../domain/money/decimal.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import type { Result } from '../../../domain/result.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import { authorizeUsage, type UsageAsked } from '../../../functions/use-cases/charging/authorize-usage.ts';
import type { ChargingPorts } from '../../../functions/use-cases/charging/charging-ports.ts';
import { commitUsage } from '../../../functions/use-cases/charging/commit-usage.ts';
import { extendSession } from '../../../functions/use-cases/charging/extend-session.ts';
import type { SessionOutcome } from '../../../functions/use-cases/charging/on-session.ts';
import { releaseUsage } from '../../../functions/use-cases/charging/release-usage.ts';
import { reserveSession } from '../../../functions/use-cases/charging/reserve-session.ts';
import { grant, MARCH, type UsageWorld } from '../../support/usage-world.ts';

/** Money paid ahead, without end. */
export const topUp = (amount: string) => grant('EUR', `-${amount}`, { from: MARCH.from, to: FOREVER }, 'top-up:1');

export const creditProfile = (limit: Partial<CreditLimit> & Pick<CreditLimit, 'limit'>): CatalogObject => ({
  kind: 'creditProfile',
  object: {
    code: 'LIMITS',
    name: 'Limits',
    paymentTypes: [],
    isDefault: true,
    limits: [{ resource: 'EUR', hard: true, thresholds: [], ...limit }],
  },
});

type Asked = {
  readonly id?: string;
  readonly group?: string;
  readonly serviceType?: string;
  readonly quantity?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly at?: Instant;
  readonly seconds?: number;
  readonly partial?: boolean;
};

const usage = ({ group = '1', serviceType = 'data', quantity, fields, at }: Asked): UsageAsked => ({
  serviceType,
  identifier: `${serviceType}-${group}`,
  fields: fields ?? {},
  ...(quantity === undefined ? {} : { quantity: dec(quantity) }),
  ...(at === undefined ? {} : { at }),
});

/** The charging API over a small world, told in short words; what is refused comes as its refusal. */
export function chargingIn(world: UsageWorld, ports: ChargingPorts = world.ports()) {
  const call = () => ({ siteId: 'demo', now: world.now });
  const named = (asked: Asked) => ({ ...usage(asked), sessionId: asked.id ?? 's1' });
  const reservation = (asked: Asked) => ({
    ...named(asked),
    expiresInSeconds: asked.seconds ?? 600,
    partial: asked.partial ?? false,
  });
  return {
    authorize: async (asked: Asked) => outcome(await authorizeUsage(ports)(call(), usage(asked))),
    reserve: async (asked: Asked) => outcome(await reserveSession(ports)(call(), reservation(asked))),
    extend: async (asked: Asked) => {
      const { fields, ...rest } = reservation(asked);
      return outcome(await extendSession(ports)(call(), asked.fields === undefined ? rest : { ...rest, fields }));
    },
    commit: async (asked: Asked) =>
      outcome(await commitUsage(ports)(call(), { ...named(asked), at: asked.at ?? world.now })),
    release: async (asked: Asked) => outcome(await releaseUsage(ports)(call(), named(asked))),
  };
}

/** Numbers as text, so that a test reads as it is told. */
function outcome(result: Result<SessionOutcome<object>, Refusal>): Readonly<Record<string, unknown>> {
  if (!result.ok) return { refused: result.error.code, ...result.error };
  const { result: told, balances } = result.value;
  return {
    ...Object.fromEntries(Object.entries(told).map(([name, part]) => [name, plain(part)])),
    balances: Object.fromEntries(
      balances.map(({ resource, amount, held }) => [resource, `${decimalText(amount)} (${decimalText(held)} held)`]),
    ),
  };
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Dec) return decimalText(value);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** The id under which a ledger keeps the session's hold. */
export const holdOf = (id = 's1', serviceType = 'data') => holdId(`s-${serviceType}`, id);
