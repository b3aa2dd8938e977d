import * as z from 'zod';

const LIMIT = 'Ask for 1 to 200 items a page.';

/** How every list is asked for. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number<number | string>({ error: LIMIT }).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z.string().min(1).max(4000).exactOptional().meta({ description: 'The `nextCursor` of the page before.' }),
});

/** How every list answers: `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
