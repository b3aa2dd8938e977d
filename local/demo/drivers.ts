import { identifierOf } from './charging-sessions.ts';

const FIRST_NAMES =
  'Ada Amir Ana Ben Carla Chloe Daniel Diego Elena Emre Erik Fatima Grace Hana Hugo Ines Ivan Jada Jonas Julia Kai Kira Lars Lena Liam Lucia Maja Marco Maria Mateo Mei Mila Nadia Nils Noah Nora Olga Omar Priya Rosa Sami Sara Sofia Tariq Tom Vera Yuki Zoe'.split(
    ' ',
  );
const LAST_NAMES =
  'Adams Alvarez Bauer Berg Brown Carter Chen Costa Davis Evans Fischer Garcia Haas Hill Ito Jones Kaya Khan Kim King Kovač Larsen Lee Lopez Martin Meyer Miller Moreno Novak Olsen Park Patel Petrov Reed Rossi Santos Schmidt Silva Singh Smith Sørensen Tan Torres Vogel Walker Weber Wong Young Žagar'.split(
    ' ',
  );
const STREETS = ['Maple Street', 'Oak Avenue', 'Lakeside Drive', 'Mill Road', 'Harbor Lane', 'Hillcrest Court'];
const CITIES = [
  { city: 'Atlanta', state: 'GA', zip: '30303' },
  { city: 'Nashville', state: 'TN', zip: '37203' },
  { city: 'Charlotte', state: 'NC', zip: '28202' },
  { city: 'Huntsville', state: 'AL', zip: '35801' },
] as const;

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** The order that makes a driver a customer. `number` is the driver's place in the file and chooses the invented name. */
export function onboardingOf(userId: string, number: number, startAt: string) {
  const place = pick(CITIES, number);
  return {
    customer: {
      type: 'driver',
      firstName: pick(FIRST_NAMES, number * 7),
      lastName: pick(LAST_NAMES, number * 11 + 3),
      email: `driver.${userId}@example.com`,
      phone: `+1404555${String(1000 + number)}`,
      address: `${number * 13 + 4} ${pick(STREETS, number)}`,
      ...place,
      country: 'US',
    },
    payment: { method: 'invoice' as const },
    subscription: {
      plan: 'workplace-charging',
      paymentType: 'postpaid' as const,
      resource: 'USD',
      eventType: 'monthly',
      billingDay: 1,
      startAt,
      identifier: identifierOf(userId),
    },
  };
}
