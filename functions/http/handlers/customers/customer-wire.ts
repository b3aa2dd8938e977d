import type { Activity, Communication, Contact, Customer, PaymentInfo } from '../../../../domain/customer/customer.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { customerAnswer } from '../../contract/customers/customer.ts';
import type {
  activityAnswer,
  communicationAnswer,
  contactAnswer,
  paymentInfoAnswer,
} from '../../contract/customers/profile.ts';
import { instantOrNull } from '../../contract/instant.ts';

export const customerWire = (customer: Customer): Wire<typeof customerAnswer> => ({
  customerId: customer.customerId,
  code: customer.code,
  status: customer.status,
  type: customer.type,
  name: customer.name,
  email: customer.email,
  paymentMethod: customer.paymentMethod,
  attributes: customer.attributes,
  activeSubscriptions: customer.activeSubscriptions,
  activeServices: customer.activeServices,
  createdAt: instantText(customer.createdAt),
  inactiveSince: instantOrNull(customer.inactiveSince),
  closureDueAt: instantOrNull(customer.closureDueAt),
  closedAt: instantOrNull(customer.closedAt),
});

export const contactWire = (contact: Contact): Wire<typeof contactAnswer> => ({
  tag: contact.tag,
  firstName: contact.firstName,
  lastName: contact.lastName,
  email: contact.email,
  phone: contact.phone,
  ...(contact.organization === undefined ? {} : { organization: contact.organization }),
  address: contact.address,
  city: contact.city,
  zip: contact.zip,
  country: contact.country,
  ...(contact.state === undefined ? {} : { state: contact.state }),
  createdAt: instantText(contact.createdAt),
});

/** Of a card its token, and of an account number all but the last four, never leave the system. */
export function paymentInfoWire({
  method,
  billingAddress,
  taxId,
  card,
  mandate,
}: PaymentInfo): Wire<typeof paymentInfoAnswer> {
  return {
    method,
    billingAddress,
    ...(taxId === undefined ? {} : { taxId }),
    ...(card === undefined ? {} : { card: { brand: card.brand, last4: card.last4, expiry: card.expiry } }),
    ...(mandate === undefined
      ? {}
      : {
          mandate: {
            id: mandate.id,
            signedOn: mandate.signedOn,
            bic: mandate.bic,
            ibanLast4: mandate.iban.replaceAll(' ', '').slice(-4),
          },
        }),
  };
}

/** Without its link: whoever has that may open the document. */
export const communicationWire = (sent: Communication): Wire<typeof communicationAnswer> => ({
  communicationId: sent.communicationId,
  at: instantText(sent.at),
  channel: sent.channel,
  template: sent.template,
  to: sent.to,
  subject: sent.subject,
  status: sent.status,
  ...(sent.error === undefined ? {} : { error: sent.error }),
  ...(sent.related === undefined ? {} : { related: sent.related }),
});

export const activityWire = (activity: Activity): Wire<typeof activityAnswer> => ({
  activityId: activity.activityId,
  at: instantText(activity.at),
  actor: activity.actor,
  action: activity.action,
  objectType: activity.objectType,
  objectId: activity.objectId,
  summary: activity.summary,
  ...(activity.before === undefined ? {} : { before: activity.before }),
  ...(activity.after === undefined ? {} : { after: activity.after }),
});
