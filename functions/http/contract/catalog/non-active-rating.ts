import * as z from 'zod';

/** Whether usage of what is not active, or belongs to nobody active, is charged. */
export const nonActiveRating = z
  .enum(['FORBIDDEN', 'RATE_INACTIVE', 'RATE_INACTIVE_AND_CLOSED'])
  .meta({ description: 'Late usage of what is no longer active: FORBIDDEN, if not given.' });
