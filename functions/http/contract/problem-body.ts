import * as z from 'zod';

/** RFC 9457 (https://www.rfc-editor.org/rfc/rfc9457): how every refusal and fault is told. Programs switch on `code`. */
export const problemBody = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().exactOptional().meta({ description: 'What to do about it, in words.' }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), message: z.string() }))
      .exactOptional()
      .meta({ description: 'JSON pointers into the body (`/query/…` for query parameters) and the fix in words.' }),
    reason: z
      .string()
      .exactOptional()
      .meta({ description: 'Charging: why the usage cannot be rated, a code as in suspense: `UNKNOWN_SERVICE`.' }),
    granted: z
      .string()
      .exactOptional()
      .meta({ description: 'Charging: the quantity that the limits would have allowed.' }),
    instance: z.string().meta({ description: 'The id of the request; support asks for it.' }),
  })
  .meta({ id: 'Problem' });
