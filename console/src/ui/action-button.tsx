import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';

type ActionButtonProps = {
  /** Why it cannot be done now; null: it can. */
  readonly reason: string | null;
  readonly primary?: boolean;
  /** For where a link among words is enough. */
  readonly inline?: boolean;
  readonly label?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

/** A button that says why it is off, on hover and focus. */
export function ActionButton({ reason, primary, inline, label, onClick, children }: ActionButtonProps) {
  const variant: ButtonProps['variant'] = inline ? 'inline-link' : primary ? 'primary' : 'normal';
  return (
    <Button
      variant={variant}
      {...(label === undefined ? {} : { ariaLabel: label })}
      {...(reason === null ? {} : { disabled: true, disabledReason: reason })}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
