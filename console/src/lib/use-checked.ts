import { useState } from 'react';
import { issuesBy, issuesIn, valueAt } from './field-issues.ts';

type Sent<T> = { readonly error: unknown; readonly variables: T | undefined };

type Checked = {
  /** Shown once somebody wanted to send it; what the API refused, until the field is another. */
  readonly errorOf: (pointer: string) => string | undefined;
  readonly isRight: boolean;
  /** From now on errors are shown. Whether it can be sent. */
  readonly check: () => boolean;
};

/** Checks what a form would send by the API's own schema, and tells what the API refused at its fields. */
export function useChecked<T>(schema: Parameters<typeof issuesBy>[0], body: T, { error, variables }: Sent<T>): Checked {
  const [tried, setTried] = useState(false);
  const issues = issuesBy(schema, body);
  const refused = issuesIn(error);
  const isStill = (pointer: string): boolean =>
    JSON.stringify(valueAt(variables, pointer)) === JSON.stringify(valueAt(body, pointer));
  return {
    errorOf: (pointer) =>
      (tried ? issues.get(pointer) : undefined) ?? (isStill(pointer) ? refused.get(pointer) : undefined),
    isRight: issues.size === 0,
    check: () => {
      setTried(true);
      return issues.size === 0;
    },
  };
}
