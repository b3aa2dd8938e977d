import * as z from 'zod';
import type { DoorContract } from '../../shared/handler.ts';
import { billItemAnswer, billItemBody } from './catalog/bill-item.ts';
import { bundleAnswer, bundleBody } from './catalog/bundle.ts';
import { customerTypeAnswer, customerTypeBody } from './catalog/customer-type.ts';
import { eventTypeAnswer, eventTypeBody } from './catalog/event-type.ts';
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
  { body, answer }: { readonly body: B; readonly answer: A },
) => ({
  list: operation({ summary: `List ${words.many}, by code`, query: pageQuery, responses: { 200: page(answer) } }),
  create: operation({
    summary: `Create ${words.one}`,
    description: 'Everything that it mentions must exist.',
    body,
    responses: { 201: answer },
  }),
  get: operation({ summary: `Get ${words.one}`, path, responses: { 200: answer } }),
  replace: operation({
    summary: `Replace ${words.one}`,
    description: 'The code stays. What is in use keeps the fields that give stored amounts their meaning.',
    path,
    body,
    responses: { 200: answer },
  }),
  remove: operation({
    summary: `Delete ${words.one}`,
    description: 'Refused while anything refers to it.',
    path,
    responses: { 204: null },
  }),
});

const resource = kindContract({ one: 'a resource', many: 'resources' }, { body: resourceBody, answer: resourceAnswer });
const eventType = kindContract(
  { one: 'an event type', many: 'event types' },
  { body: eventTypeBody, answer: eventTypeAnswer },
);
const serviceType = kindContract(
  { one: 'a service type', many: 'service types' },
  { body: serviceTypeBody, answer: serviceTypeAnswer },
);
const billItem = kindContract(
  { one: 'a bill item', many: 'bill items' },
  { body: billItemBody, answer: billItemAnswer },
);
const tax = kindContract({ one: 'a tax', many: 'taxes' }, { body: taxBody, answer: taxAnswer });
const customerType = kindContract(
  { one: 'a customer type', many: 'customer types' },
  { body: customerTypeBody, answer: customerTypeAnswer },
);
const product = kindContract({ one: 'a product', many: 'products' }, { body: productBody, answer: productAnswer });
const bundle = kindContract({ one: 'a bundle', many: 'bundles' }, { body: bundleBody, answer: bundleAnswer });
const plan = kindContract({ one: 'a plan', many: 'plans' }, { body: planBody, answer: planAnswer });

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
  listTaxs: tax.list,
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
