import type { PriceBook } from '../catalog/price-book.ts';
import type { NotificationRule } from '../catalog/settings.ts';

type Happening = { readonly event: NotificationRule['event']; readonly resource: string; readonly only?: string };

/**
 * The rules that tell of a happening, by their code: enabled, listening to it, for its resource. `only` is the one that a threshold names:
 * it alone tells, whichever event it listens to, and nobody does while it is disabled or gone.
 */
export function rulesFor(
  book: Pick<PriceBook, 'notificationRules'>,
  happening: Happening,
): readonly NotificationRule[] {
  const { event, resource, only } = happening;
  const isFor = ({ enabled, resources }: NotificationRule) =>
    enabled && (resources === undefined || resources.length === 0 || resources.includes(resource));
  return [...book.notificationRules.values()]
    .filter((rule) => isFor(rule) && (only === undefined ? rule.event === event : rule.code === only))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
