import * as z from 'zod';
import { UsageEventV1 } from '../../../events/usage-event.ts';
import type { DoorContract } from '../../shared/handler.ts';
import { decimal, naturalDecimal, positiveDecimal } from './decimal.ts';
import { code } from './identity.ts';
import { instant } from './instant.ts';
import { operation } from './operation.ts';

const LONGEST_SECONDS = 24 * 60 * 60;
const SECONDS = `Give 1 to ${LONGEST_SECONDS} seconds.`;

const sessionId = z
  .string({ error: 'Give the id as text.' })
  .regex(/^[A-Za-z0-9_.:;@=,+~-]{1,200}$/, 'Use 1 to 200 letters, digits and _ . : ; @ = , + ~ -')
  .meta({ id: 'SessionId', description: "The caller's own id of the session.", examples: ['pgw-1;3925;7'] });

const byReservation = z.strictObject({ reservationId: sessionId });

/** The service, as usage events name it. */
const service = {
  serviceType: code,
  identifier: z
    .string({ error: 'Give the identifier as text.' })
    .min(1, 'Give the identifier of the service.')
    .max(200, 'Keep the identifier to 200 characters.'),
};
const at = instant.meta({ description: 'When the session began; now, if not given.' });
const fields = UsageEventV1.shape.data.meta({ description: 'As in usage events: what rates are chosen by.' });
const quantity = {
  quantity: positiveDecimal
    .exactOptional()
    .meta({ description: 'In billed units, instead of the field that measures it.' }),
};
const holding = {
  expiresInSeconds: z.int(SECONDS).min(1, SECONDS).max(LONGEST_SECONDS, SECONDS).meta({
    description:
      'How long from now, by the clock of the site, it stays set aside: where a sandbox stands still, it does not run out.',
  }),
  partial: z.boolean().default(false).meta({ description: 'Take less, if that is all that the limits allow.' }),
};

const drawn = z.array(z.strictObject({ balanceGroupId: z.string(), resource: code, amount: decimal })).meta({
  id: 'DrawnAmounts',
  description: 'What it takes of each resource, money with its tax: of its own balance group, and of owners who share.',
});
const balances = z
  .array(
    z.strictObject({
      resource: code,
      amount: decimal.meta({ description: 'Total valid now; below zero is still there to be used.' }),
      held: decimal.meta({ description: 'Set aside by sessions; `amount + held` counts against limits.' }),
    }),
  )
  .meta({ id: 'BalancesLeft', description: 'Of the balance group of the service, after this.' });
const unit = z.string().meta({ description: 'The billed unit: `MB`, `min`.' });

const reservation = z
  .strictObject({
    id: sessionId,
    at: instant.meta({ description: 'Commit with this time: with it the session is charged once.' }),
    expiresAt: instant,
    requested: decimal,
    granted: decimal,
    unit,
    amounts: drawn,
    balances,
  })
  .meta({ id: 'Reservation' });

const exampleService = { serviceType: 'data', identifier: '041-111-222' };

export const chargingContract = {
  authorizeUsage: operation({
    summary: 'Ask how much may be used',
    description:
      'The largest part of the quantity that the limits allow now, and what it costs. Nothing is set aside: somebody else may be ' +
      'faster. Without a limit it is the whole quantity.',
    body: z.strictObject({ ...service, at: at.exactOptional(), fields: fields.default({}), ...quantity }),
    example: { ...exampleService, quantity: '500' },
    responses: {
      200: z
        .strictObject({ at: instant, requested: decimal, granted: decimal, unit, amounts: drawn, balances })
        .meta({ id: 'Authorization' }),
    },
  }),
  reserveUsage: operation({
    summary: 'Set aside what a session may use',
    description:
      'Nobody else can use it until the session is committed or released, or its time is over. `id` is the idempotency key: the same ' +
      'request again gets the same reservation (200), the same `id` with another content is refused. What the limits do not allow is ' +
      'refused with `charging.limit_reached`, which tells how much they would have allowed as `granted`.',
    body: z.strictObject({
      id: sessionId,
      ...service,
      at: at.exactOptional(),
      fields: fields.default({}),
      ...quantity,
      ...holding,
    }),
    example: { id: 'pgw-1;3925;7', ...exampleService, quantity: '500', expiresInSeconds: 600, partial: true },
    responses: { 201: reservation, 200: reservation },
  }),
  extendReservation: operation({
    summary: 'Set aside more, or less, or for longer',
    description:
      'The quantity is the new total of the session. The whole is rated anew; a refusal leaves what was set aside before. Fields are those ' +
      'of the reservation, unless others are given.',
    path: byReservation,
    body: z.strictObject({
      ...service,
      at: at.exactOptional(),
      fields: fields.exactOptional(),
      ...quantity,
      ...holding,
    }),
    example: { ...exampleService, quantity: '1000', expiresInSeconds: 600, partial: true },
    responses: { 200: reservation },
  }),
  commitReservation: operation({
    summary: 'Charge what a session used',
    description:
      'Becomes one usage event with the id of the session, charged once: the same commit again is a `duplicate` and tells the first ' +
      'result, another content is refused. What was served is charged, whatever the limits say: what passes what was set aside is the ' +
      '`overrun`, and a limit can be passed by that alone. Without a reservation (`unknown`), or after its end (`ended`), it is charged like any ' +
      'event. What cannot be rated at all is refused with its reason, and nothing is kept: commit again once that is mended, or send the ' +
      'event to the usage queue under the same id.',
    path: byReservation,
    body: z.strictObject({
      ...service,
      at: instant.meta({ description: 'When the session began, as the reservation told it.' }),
      fields: fields.default({}),
      quantity: naturalDecimal
        .exactOptional()
        .meta({ description: 'Used in the end, in billed units, instead of the field that measures it.' }),
    }),
    example: { ...exampleService, at: '2026-03-15T10:00:00Z', quantity: '321.5' },
    responses: {
      200: z
        .strictObject({
          id: sessionId,
          at: instant,
          outcome: z.enum(['committed', 'duplicate']),
          reservation: z.enum(['held', 'ended', 'unknown']),
          product: code.nullable(),
          quantity: decimal,
          unit,
          amounts: drawn,
          overrun: z
            .strictObject({ quantity: decimal, amounts: drawn })
            .nullable()
            .meta({ description: 'Used beyond what was set aside; null when within it.' }),
          balances,
        })
        .meta({ id: 'CommittedUsage' }),
    },
  }),
  releaseReservation: operation({
    summary: 'Give back what a session set aside',
    description: 'Nothing is charged. Doing it again, or after the end of the session, does nothing.',
    path: byReservation,
    body: z.strictObject({ ...service, at: at.exactOptional() }),
    example: exampleService,
    responses: {
      200: z
        .strictObject({ id: sessionId, outcome: z.enum(['released', 'nothing-held']), balances })
        .meta({ id: 'ReleasedReservation' }),
    },
  }),
} as const satisfies DoorContract<'charging'>;
