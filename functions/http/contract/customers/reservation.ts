import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';

export const reservationAnswer = z
  .strictObject({
    id: z.string().meta({ description: 'The session, as whoever charges it called it.' }),
    customerId: id.nullable().meta({
      description:
        'Whose session it is: a member of a sharing group may draw on what its owner has. Null: no longer known.',
    }),
    balanceGroupId: id.nullable(),
    serviceId: id,
    serviceType: code.nullable(),
    identifier: z.string().nullable(),
    at: instant.meta({ description: 'When the session began.' }),
    expiresAt: instant.meta({ description: 'What is set aside is free again then, by the clock of the site.' }),
    quantity: decimal,
    unit: z.string().nullable(),
    amounts: z
      .array(z.strictObject({ resource: code, amount: decimal }))
      .meta({ description: 'Set aside in this balance group, money with its tax.' }),
  })
  .meta({ id: 'OpenReservation' });
