import type { Rerating } from '../../lib/answers.ts';
import { t } from '../../lib/translate.ts';
import { absolute, changedItems, changedTotals, signOf } from './sums.ts';

type Writing = {
  readonly count: (count: number) => string;
  readonly amount: (resource: string, text: string) => string;
};

/** What a run comes to, in sentences: one for each resource that money is in. */
export function reratingVerdict(
  { total, dryRun }: Pick<Rerating, 'total' | 'dryRun'>,
  { count, amount }: Writing,
): readonly string[] {
  if (total.corrected === 0) return [t('rerating.verdict.same')];
  const events = { corrected: count(total.corrected), events: count(total.events) };
  const did = dryRun ? 'would' : 'did';
  const moved = changedTotals(changedItems(total)).filter(({ difference }) => signOf(difference) !== 0);
  if (moved.length === 0) return [t(`rerating.verdict.${did}.even`, events)];
  return moved.map(({ resource, difference }) =>
    t(`rerating.verdict.${did}.${signOf(difference) < 0 ? 'back' : 'more'}`, {
      ...events,
      amount: amount(resource, absolute(difference)),
    }),
  );
}
