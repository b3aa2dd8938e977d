import type * as z from 'zod';
import type { billAnswer } from '../../../functions/http/contract/billing/bill.ts';
import type { groupBalancesAnswer } from '../../../functions/http/contract/customers/balance.ts';
import type { billRow } from '../../../functions/http/contract/customers/bill-row.ts';
import type { customerAnswer } from '../../../functions/http/contract/customers/customer.ts';
import type { eventAnswer } from '../../../functions/http/contract/customers/entry.ts';
import type { overviewAnswer } from '../../../functions/http/contract/customers/overview.ts';
import type { activityAnswer, paymentInfoAnswer } from '../../../functions/http/contract/customers/profile.ts';
import type { reservationAnswer } from '../../../functions/http/contract/customers/reservation.ts';
import type { serviceAnswer, subscriptionAnswer } from '../../../functions/http/contract/customers/subscription.ts';
import type { jobAnswer, jobRunAnswer, jobRunDetails } from '../../../functions/http/contract/operations/job.ts';
import type { clockAnswer, siteAnswer } from '../../../functions/http/contract/operations/site.ts';
import type { dryRunAnswer, explanationAnswer } from '../../../functions/http/contract/usage/explanation.ts';
import type {
  correctionAnswer,
  reratingAnswer,
  reratingRow,
  whatIfAnswer,
  whatIfRunAnswer,
} from '../../../functions/http/contract/usage/rerating.ts';
import type { suspenseAnswer } from '../../../functions/http/contract/usage/suspense.ts';

/** The answers of the API by name, in their wire form. */
export type Customer = z.input<typeof customerAnswer>;
export type Overview = z.input<typeof overviewAnswer>;
export type BillRow = z.input<typeof billRow>;
export type Bill = z.input<typeof billAnswer>;
export type GroupBalances = z.input<typeof groupBalancesAnswer>;
export type UsageEvent = z.input<typeof eventAnswer>;
export type PaymentInfo = z.input<typeof paymentInfoAnswer>;
export type Activity = z.input<typeof activityAnswer>;
export type Subscription = z.input<typeof subscriptionAnswer>;
export type Service = z.input<typeof serviceAnswer>;
export type Job = z.input<typeof jobAnswer>;
export type JobRun = z.input<typeof jobRunAnswer>;
export type JobRunDetails = z.input<typeof jobRunDetails>;
export type Site = z.input<typeof siteAnswer>;
export type Clock = z.input<typeof clockAnswer>;
export type Explanation = z.input<typeof explanationAnswer>;
export type Suspense = z.input<typeof suspenseAnswer>;
export type ReratingRow = z.input<typeof reratingRow>;
export type Rerating = z.input<typeof reratingAnswer>;
export type Correction = z.input<typeof correctionAnswer>;
export type WhatIf = z.input<typeof whatIfAnswer>;
export type WhatIfRun = z.input<typeof whatIfRunAnswer>;
export type DryRun = z.input<typeof dryRunAnswer>;
export type OpenReservation = z.input<typeof reservationAnswer>;

/** A page of a list. */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
