import { code, description, name } from '../identity.ts';

/** What every catalog object has. */
export const named = { code, name, description: description.exactOptional() };
