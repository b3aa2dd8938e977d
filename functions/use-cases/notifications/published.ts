import type { Communication } from '../../../domain/customer/customer.ts';

/** What the customer's Communications show of a try; only for what is addressed to the customer. */
export type Shown = Omit<Communication, 'version' | 'status' | 'error' | 'messageId'>;

/** How a try went. `hopeless`: it would go the same way until an operator changes something. */
export type Published =
  | {
      readonly outcome: 'delivered';
      readonly sentTo?: string;
      readonly status?: number;
      readonly shown?: Shown;
      readonly messageId?: string;
    }
  | {
      readonly outcome: 'failed';
      readonly error: string;
      readonly sentTo?: string;
      readonly status?: number;
      readonly hopeless?: true;
      readonly shown?: Shown;
    };

export const hopeless = (error: string): Published => ({ outcome: 'failed', hopeless: true, error });

/** In words, short enough to be kept with the notification. */
export const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500).toWellFormed();
