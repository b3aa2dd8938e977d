import * as z from 'zod';
import type { Wire } from '../../shared/answer.ts';
import type { DoorContract } from '../../shared/handler.ts';
import { billItemAnswer, billItemBody } from './catalog/bill-item.ts';
import { bundleAnswer, bundleBody } from './catalog/bundle.ts';
import { customerTypeAnswer, customerTypeBody } from './catalog/customer-type.ts';
import { eventTypeAnswer, eventTypeBody } from './catalog/event-type.ts';
import { CATALOG_EXAMPLES } from './catalog/examples.ts';
import { planAnswer, planBody } from './catalog/plan.ts';
import { productAnswer, productBody } from './catalog/product.ts';
import { resourceAnswer, resourceBody } from './catalog/resource.ts';
import { serviceTypeAnswer, serviceTypeBody } from './catalog/service-type.ts';
import { taxAnswer, taxBody } from './catalog/tax.ts';
import { code } from './identity.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';

const path = z.strictObject({ code });

/** The five operations that every kind of catalog object has. */
const kindContract = <B extends z.ZodType, A extends z.ZodObject>(
  words: { readonly one: string; readonly many: string },
  { body, answer, example }: { readonly body: B; readonly answer: A; readonly example: Wire<B> },
) => ({
  list: operation({ summary: `List ${words.many}, by code`, query: pageQuery, responses: { 200: page(answer) } }),
  create: operation({
    summary: `Create ${words.one}`,
    description: 'Everything that it mentions must exist.',
    body,
    example,
    responses: { 201: answer },
  }),
  get: operation({ summary: `Get ${words.one}`, path, responses: { 200: answer } }),
  replace: operation({
    summary: `Replace ${words.one}`,
    description: 'The code stays. What is in use keeps the fields that give stored amounts their meaning.',
    path,
    body,
    example,
    responses: { 200: answer },
  }),
  remove: operation({
    summary: `Delete ${words.one}`,
    description: 'Refused while anything refers to it.',
    path,
    responses: { 204: null },
  }),
});

const resource = kindContract(
  { one: 'a resource', many: 'resources' },
  { body: resourceBody, answer: resourceAnswer, example: CATALOG_EXAMPLES.resource },
);
const eventType = kindContract(
  { one: 'an event type', many: 'event types' },
  { body: eventTypeBody, answer: eventTypeAnswer, example: CATALOG_EXAMPLES.eventType },
);
const serviceType = kindContract(
  { one: 'a service type', many: 'service types' },
  { body: serviceTypeBody, answer: serviceTypeAnswer, example: CATALOG_EXAMPLES.serviceType },
);
const billItem = kindContract(
  { one: 'a bill item', many: 'bill items' },
  { body: billItemBody, answer: billItemAnswer, example: CATALOG_EXAMPLES.billItem },
);
const tax = kindContract(
  { one: 'a tax', many: 'taxes' },
  { body: taxBody, answer: taxAnswer, example: CATALOG_EXAMPLES.tax },
);
const customerType = kindContract(
  { one: 'a customer type', many: 'customer types' },
  { body: customerTypeBody, answer: customerTypeAnswer, example: CATALOG_EXAMPLES.customerType },
);
const product = kindContract(
  { one: 'a product', many: 'products' },
  { body: productBody, answer: productAnswer, example: CATALOG_EXAMPLES.product },
);
const bundle = kindContract(
  { one: 'a bundle', many: 'bundles' },
  { body: bundleBody, answer: bundleAnswer, example: CATALOG_EXAMPLES.bundle },
);
const plan = kindContract(
  { one: 'a plan', many: 'plans' },
  { body: planBody, answer: planAnswer, example: CATALOG_EXAMPLES.plan },
);

export const catalogContract = {
  listResources: resource.list,
  createResource: resource.create,
  getResource: resource.get,
  updateResource: resource.replace,
  deleteResource: resource.remove,
  listEventTypes: eventType.list,
  createEventType: eventType.create,
  getEventType: eventType.get,
  updateEventType: eventType.replace,
  deleteEventType: eventType.remove,
  listServiceTypes: serviceType.list,
  createServiceType: serviceType.create,
  getServiceType: serviceType.get,
  updateServiceType: serviceType.replace,
  deleteServiceType: serviceType.remove,
  listBillItems: billItem.list,
  createBillItem: billItem.create,
  getBillItem: billItem.get,
  updateBillItem: billItem.replace,
  deleteBillItem: billItem.remove,
  listTaxes: tax.list,
  createTax: tax.create,
  getTax: tax.get,
  updateTax: tax.replace,
  deleteTax: tax.remove,
  listCustomerTypes: customerType.list,
  createCustomerType: customerType.create,
  getCustomerType: customerType.get,
  updateCustomerType: customerType.replace,
  deleteCustomerType: customerType.remove,
  listProducts: product.list,
  createProduct: product.create,
  getProduct: product.get,
  updateProduct: product.replace,
  deleteProduct: product.remove,
  listBundles: bundle.list,
  createBundle: bundle.create,
  getBundle: bundle.get,
  updateBundle: bundle.replace,
  deleteBundle: bundle.remove,
  listPlans: plan.list,
  createPlan: plan.create,
  getPlan: plan.get,
  updatePlan: plan.replace,
  deletePlan: plan.remove,
} as const satisfies DoorContract<'catalog'>;
