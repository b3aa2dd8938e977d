import { type LimitRefusal, refusalsOf } from '../../../domain/notification/refusals-of.ts';
import type { Commit } from '../../ports.ts';
import { notificationChanges } from './notification-changes.ts';

/**
 * Tells of usage that a limit kept out. It has a commit of its own, since a refusal writes nothing else; a conflict means that it was told
 * before, see refusalsOf. Gives how many notifications were made. Costs nothing while no rule listens, and one commit however many
 * refusals of a batch are the same.
 */
export const tellRefusal = ({ commit }: { readonly commit: Commit }) => {
  const told = new Set<string>();
  return async (refusal: LimitRefusal): Promise<number> => {
    const notices = refusalsOf(refusal);
    const [first] = notices;
    if (first === undefined || told.has(first.notificationId)) return 0;
    const outcome = await commit(notificationChanges(refusal.now, notices));
    told.add(first.notificationId);
    return outcome === 'done' ? notices.length : 0;
  };
};
