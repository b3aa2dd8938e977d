import * as z from 'zod';
import type { DoorContract } from '../../shared/handler.ts';
import { operation } from './operation.ts';

export const documentsContract = {
  getOpenApi: operation({
    summary: 'This document',
    description: 'The OpenAPI 3.1 description of the whole API.',
    responses: { 200: z.looseObject({ openapi: z.string() }) },
  }),
  openDocument: operation({
    summary: 'Open an invoice from its mailed link',
    description: 'Needs no sign-in: the token in the link is the secret. Redirects to the document for a few minutes.',
    path: z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/) }),
    query: z.strictObject({ as: z.enum(['pdf', 'html', 'json']).default('pdf') }),
    responses: { 302: null },
  }),
} as const satisfies DoorContract<'documents'>;
