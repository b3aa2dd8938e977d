import type { DecimalText } from '../../../domain/money/decimal.ts';
import type { Rfc3339 } from '../../invoice/view-model.ts';
import type { MailFrame } from '../mail-frame.ts';
import { readMailParts } from '../mail-parts.ts';

/** Money arrived: how much, for which invoice, what is left to pay. */
export type PaymentReceivedMail = MailFrame & {
  readonly amount: DecimalText;
  readonly receivedAt: Rfc3339;
  /** The invoice it paid; left out when it went to the credit balance. */
  readonly number?: string;
  /** Still due on that invoice. */
  readonly due: DecimalText;
};

export const paymentReceivedParts = () =>
  readMailParts({
    subject: new URL('./payment-received.subject.liquid', import.meta.url),
    html: new URL('./payment-received.html.liquid', import.meta.url),
    text: new URL('./payment-received.text.liquid', import.meta.url),
  });
