import type * as z from 'zod';
import type { CatalogKind, CatalogObjects } from '../../../../domain/catalog/catalog.ts';
import type { Wire } from '../../../shared/answer.ts';
import { billItemAnswer, billItemBody } from './bill-item.ts';
import { bundleAnswer, bundleBody } from './bundle.ts';
import { couponAnswer, couponBody } from './coupon.ts';
import { creditProfileAnswer, creditProfileBody } from './credit-profile.ts';
import { customerTypeAnswer, customerTypeBody } from './customer-type.ts';
import { discountAnswer, discountBody } from './discount.ts';
import { dunningConfigurationAnswer, dunningConfigurationBody } from './dunning-configuration.ts';
import { eventGeneratorAnswer, eventGeneratorBody } from './event-generator.ts';
import { eventTypeAnswer, eventTypeBody } from './event-type.ts';
import { CATALOG_EXAMPLES as examples } from './examples.ts';
import { filterAnswer, filterBody } from './filter.ts';
import {
  generalLedgerAccountAnswer,
  generalLedgerAccountBody,
  generalLedgerAnswer,
  generalLedgerBody,
  generalLedgerGroupAnswer,
  generalLedgerGroupBody,
  taxSupplierAnswer,
  taxSupplierBody,
} from './finance.ts';
import { measurementUnitAnswer, measurementUnitBody } from './measurement-unit.ts';
import { planAnswer, planBody } from './plan.ts';
import { productAnswer, productBody } from './product.ts';
import { ratingSetAnswer, ratingSetBody } from './rating-set.ts';
import { resourceAnswer, resourceBody } from './resource.ts';
import { serviceFieldAnswer, serviceFieldBody } from './service-field.ts';
import { serviceTypeAnswer, serviceTypeBody } from './service-type.ts';
import {
  customAttributeAnswer,
  customAttributeBody,
  messageTemplateAnswer,
  messageTemplateBody,
  notificationRuleAnswer,
  notificationRuleBody,
} from './settings.ts';
import { tagAnswer, tagBody } from './tag.ts';
import { tariffCalendarAnswer, tariffCalendarBody } from './tariff-calendar.ts';
import { taxAnswer, taxBody } from './tax.ts';
import { termAnswer, termBody } from './term.ts';
import { voucherBatchAnswer, voucherBatchBody } from './voucher-batch.ts';

export type KindSchemas<B extends z.ZodType, A extends z.ZodObject> = {
  /** What one of the kind is called, and several. */
  readonly one: string;
  readonly many: string;
  readonly body: B;
  readonly answer: A;
  readonly example: Wire<B>;
};

const schemas = <B extends z.ZodType, A extends z.ZodObject>(
  one: string,
  many: string,
  rest: Omit<KindSchemas<B, A>, 'one' | 'many'>,
): KindSchemas<B, A> => ({ one, many, ...rest });

/** How each kind of catalog object is sent, answered and called. What a body reads is the object that is kept. */
export const KIND_SCHEMAS = {
  resource: schemas('a resource', 'resources', {
    body: resourceBody,
    answer: resourceAnswer,
    example: examples.resource,
  }),
  eventType: schemas('an event type', 'event types', {
    body: eventTypeBody,
    answer: eventTypeAnswer,
    example: examples.eventType,
  }),
  tag: schemas('a tag', 'tags', { body: tagBody, answer: tagAnswer, example: examples.tag }),
  serviceField: schemas('a service field', 'service fields', {
    body: serviceFieldBody,
    answer: serviceFieldAnswer,
    example: examples.serviceField,
  }),
  measurementUnit: schemas('a measurement unit', 'measurement units', {
    body: measurementUnitBody,
    answer: measurementUnitAnswer,
    example: examples.measurementUnit,
  }),
  serviceType: schemas('a service type', 'service types', {
    body: serviceTypeBody,
    answer: serviceTypeAnswer,
    example: examples.serviceType,
  }),
  ratingSet: schemas('a rating set', 'rating sets', {
    body: ratingSetBody,
    answer: ratingSetAnswer,
    example: examples.ratingSet,
  }),
  tariffCalendar: schemas('a tariff calendar', 'tariff calendars', {
    body: tariffCalendarBody,
    answer: tariffCalendarAnswer,
    example: examples.tariffCalendar,
  }),
  billItem: schemas('a bill item', 'bill items', {
    body: billItemBody,
    answer: billItemAnswer,
    example: examples.billItem,
  }),
  tax: schemas('a tax', 'taxes', { body: taxBody, answer: taxAnswer, example: examples.tax }),
  customerType: schemas('a customer type', 'customer types', {
    body: customerTypeBody,
    answer: customerTypeAnswer,
    example: examples.customerType,
  }),
  product: schemas('a product', 'products', { body: productBody, answer: productAnswer, example: examples.product }),
  discount: schemas('a discount', 'discounts', {
    body: discountBody,
    answer: discountAnswer,
    example: examples.discount,
  }),
  term: schemas('a term', 'terms', { body: termBody, answer: termAnswer, example: examples.term }),
  bundle: schemas('a bundle', 'bundles', { body: bundleBody, answer: bundleAnswer, example: examples.bundle }),
  plan: schemas('a plan', 'plans', { body: planBody, answer: planAnswer, example: examples.plan }),
  filter: schemas('a filter', 'filters', { body: filterBody, answer: filterAnswer, example: examples.filter }),
  coupon: schemas('a coupon', 'coupons', { body: couponBody, answer: couponAnswer, example: examples.coupon }),
  voucherBatch: schemas('a voucher batch', 'voucher batches', {
    body: voucherBatchBody,
    answer: voucherBatchAnswer,
    example: examples.voucherBatch,
  }),
  eventGenerator: schemas('an event generator', 'event generators', {
    body: eventGeneratorBody,
    answer: eventGeneratorAnswer,
    example: examples.eventGenerator,
  }),
  creditProfile: schemas('a credit profile', 'credit profiles', {
    body: creditProfileBody,
    answer: creditProfileAnswer,
    example: examples.creditProfile,
  }),
  taxSupplier: schemas('a tax supplier', 'tax suppliers', {
    body: taxSupplierBody,
    answer: taxSupplierAnswer,
    example: examples.taxSupplier,
  }),
  generalLedgerAccount: schemas('a general ledger account', 'general ledger accounts', {
    body: generalLedgerAccountBody,
    answer: generalLedgerAccountAnswer,
    example: examples.generalLedgerAccount,
  }),
  generalLedgerGroup: schemas('a general ledger group', 'general ledger groups', {
    body: generalLedgerGroupBody,
    answer: generalLedgerGroupAnswer,
    example: examples.generalLedgerGroup,
  }),
  generalLedger: schemas('a general ledger', 'general ledgers', {
    body: generalLedgerBody,
    answer: generalLedgerAnswer,
    example: examples.generalLedger,
  }),
  dunningConfiguration: schemas('a dunning configuration', 'dunning configurations', {
    body: dunningConfigurationBody,
    answer: dunningConfigurationAnswer,
    example: examples.dunningConfiguration,
  }),
  customAttribute: schemas('a custom attribute', 'custom attributes', {
    body: customAttributeBody,
    answer: customAttributeAnswer,
    example: examples.customAttribute,
  }),
  messageTemplate: schemas('a message template', 'message templates', {
    body: messageTemplateBody,
    answer: messageTemplateAnswer,
    example: examples.messageTemplate,
  }),
  notificationRule: schemas('a notification rule', 'notification rules', {
    body: notificationRuleBody,
    answer: notificationRuleAnswer,
    example: examples.notificationRule,
  }),
} as const satisfies { readonly [K in CatalogKind]: { readonly body: z.ZodType<CatalogObjects[K]> } };

type Schemas = typeof KIND_SCHEMAS;
export type BodyOf<K extends CatalogKind> = Schemas[K]['body'];
export type AnswerOf<K extends CatalogKind> = Schemas[K]['answer'];
