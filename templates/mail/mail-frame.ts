import type { DocumentSeller } from '../invoice/view-model.ts';

/** What every mail to a customer says. */
export type MailFrame = {
  readonly seller: DocumentSeller;
  readonly customerName: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name: decides which day a time is. */
  readonly timeZone: string;
  /** From a sandbox: marked as a sample. */
  readonly sample: boolean;
};
