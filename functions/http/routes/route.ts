export type Role =
  | 'admin'
  | 'system'
  | 'operations'
  | 'customer-service'
  | 'pricing'
  | 'business-process'
  | 'finance'
  | 'marketing';

export type Door =
  | 'catalog'
  | 'customers'
  | 'onboarding'
  | 'billing'
  | 'usage'
  | 'charging'
  | 'operations'
  | 'documents';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly door: Door;
  /** Unique; names the contract and the use case. */
  readonly operation: string;
  /** `admin` may do everything and is not repeated here. */
  readonly roles: readonly Role[];
  /** No authorizer: the document itself, or a link that carries its own secret. */
  readonly public?: true;
};
