import Button from '@cloudscape-design/components/button';
import { createLink, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type ButtonAnchorProps = { readonly href?: string; readonly primary?: boolean; readonly children?: ReactNode };

const ButtonAnchor = ({ href = '', primary, children }: ButtonAnchorProps) => {
  const navigate = useNavigate();
  return (
    <Button
      variant={primary ? 'primary' : 'normal'}
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        void navigate({ href });
      }}
    >
      {children}
    </Button>
  );
};

/** A link that stands among buttons and looks like them; middle clicks work. */
export const ButtonLink = createLink(ButtonAnchor);
