import { queryOptions } from '@tanstack/react-query';
import { type Api, answerOf } from '../../lib/api.ts';

const ALL = { params: { query: { limit: 200 } } } as const;

/** Everything of the catalog that a subscription is chosen from. */
export const offerQuery = (api: Api) =>
  queryOptions({
    queryKey: ['catalog', 'offer'],
    queryFn: async () => {
      const [plans, bundles, products, resources, eventTypes, discounts, terms] = await Promise.all([
        answerOf(api.GET('/v1/plans', ALL)),
        answerOf(api.GET('/v1/bundles', ALL)),
        answerOf(api.GET('/v1/products', ALL)),
        answerOf(api.GET('/v1/resources', ALL)),
        answerOf(api.GET('/v1/event-types', ALL)),
        answerOf(api.GET('/v1/discounts', ALL)),
        answerOf(api.GET('/v1/terms', ALL)),
      ]);
      return {
        plans: plans.items.filter(({ status }) => status === 'active'),
        bundles: bundles.items,
        products: products.items,
        resources: resources.items,
        eventTypes: eventTypes.items,
        discounts: discounts.items,
        terms: terms.items,
      };
    },
    staleTime: 60_000,
  });
