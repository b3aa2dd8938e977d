import type { Route } from './route.ts';

/** The API document, and links that carry their own secret. */
export const documentsRoutes = [
  { method: 'GET', path: '/v1/openapi.json', door: 'documents', operation: 'getOpenApi', roles: [], public: true },
  {
    method: 'GET',
    path: '/v1/documents/{token}',
    door: 'documents',
    operation: 'openDocument',
    roles: [],
    public: true,
  },
] as const satisfies readonly Route[];
