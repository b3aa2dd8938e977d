import type { Communication } from '../../../domain/customer/customer.ts';
import { invariant } from '../../../domain/result.ts';
import type { RenderedMail } from '../../../templates/mail/render-mail.ts';
import type { Commit, Mailer, Records, SiteTime } from '../../ports.ts';
import { invoiceMail, type RenderInvoiceMail } from '../invoicing/invoice-mail.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type SendMailPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly commit: Commit;
  readonly mailer: Mailer;
  readonly renderMail: RenderInvoiceMail;
};

export type MailRequest = {
  readonly siteId: string;
  readonly customerId: string;
  readonly communicationId: string;
};

/**
 * Sends a mail that was promised. A request that comes twice sends once. A mail that cannot be sent is shown as failed, with the
 * reason, and thrown, so that the queue brings it again. Only a crash between the sending and the note of it can send a mail a second
 * time, which is better than never.
 */
export const sendMail =
  (ports: SendMailPorts) =>
  async ({ siteId, customerId, communicationId }: MailRequest): Promise<'sent' | 'already sent'> => {
    const communication = await ports.records.get('communication', siteId, { customerId, communicationId });
    invariant(communication !== null, `communication ${communicationId} of customer ${customerId} exists`);
    if (communication.status === 'sent') return 'already sent';
    const { messageId } = await send(ports, communication);
    await note(ports, communication, { status: 'sent', messageId });
    return 'sent';
  };

async function send(ports: SendMailPorts, communication: Communication): Promise<{ readonly messageId: string }> {
  try {
    return await ports.mailer.send({ to: communication.to, ...(await compose(ports, communication)) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await note(ports, communication, { status: 'failed', error: reason });
    throw error;
  }
}

async function compose({ records, siteTime, renderMail }: SendMailPorts, mail: Communication): Promise<RenderedMail> {
  const { siteId, customerId, related: billId = '', link = '' } = mail;
  const [site, customer, bill, invoice] = await Promise.all([
    siteTime.site(siteId),
    records.get('customer', siteId, { customerId }),
    records.get('bill', siteId, { customerId, billId }),
    records.get('invoice', siteId, { customerId, billId }),
  ]);
  invariant(site !== null && customer !== null, `site and customer of communication ${mail.communicationId} exist`);
  invariant(bill !== null && invoice !== null, `bill ${billId} and its invoice exist`);
  return renderMail(invoiceMail({ site, customer, invoice, bill, link }), site.locale);
}

/** A sent mail stays sent: what fails afterwards does not unsend it. Read again only when somebody else changed it meanwhile. */
async function note(
  { records, commit }: SendMailPorts,
  communication: Communication,
  outcome:
    | { readonly status: 'sent'; readonly messageId: string }
    | { readonly status: 'failed'; readonly error: string },
): Promise<void> {
  const { siteId, customerId, communicationId } = communication;
  let stored: Communication | null = communication;
  await retryConflicts(`communication ${communicationId}`, async () => {
    stored ??= await records.get('communication', siteId, { customerId, communicationId });
    invariant(stored !== null, `communication ${communicationId} exists`);
    if (stored.status === 'sent') return 'done';
    const { error: _earlier, ...rest } = stored;
    stored = null;
    return (await commit([{ put: 'communication', value: { ...rest, ...outcome } }])) === 'done' ? 'done' : null;
  });
}
