import type { Resource } from '../../../domain/catalog/catalog.ts';
import type { Contact, Customer, Site } from '../../../domain/customer/customer.ts';
import type { Notification } from '../../../domain/notification/notification.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { MessageModel } from '../../../templates/message/render-message.ts';

/** What a message template may name of a notification. */
export function messageModel(
  { type, at, facts }: Notification,
  {
    site,
    customer,
    contact,
    resource,
  }: {
    readonly site: Site;
    readonly customer: Customer;
    readonly contact: Contact | null;
    readonly resource: Resource | null;
  },
): MessageModel {
  const { customerId, name } = customer;
  const code = facts?.resource ?? '';
  const threshold = facts?.threshold;
  return {
    notification: {
      type,
      time: instantText(at),
      resource: { code, name: resource?.name ?? code, symbol: resource?.symbol ?? resource?.currency ?? code },
      total: facts?.total ?? '',
      floor: facts?.floor ?? '',
      limit: facts?.limit ?? '',
      ...(threshold === undefined ? {} : { threshold }),
    },
    customer: { customerId, name },
    contact: { firstName: contact?.firstName ?? '', lastName: contact?.lastName ?? '' },
    seller: { name: site.seller.name, email: site.seller.email, phone: site.seller.phone ?? '' },
  };
}
