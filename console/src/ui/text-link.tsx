import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

const Anchor = ({
  ref,
  className,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) => (
  <a {...rest} ref={ref} className={className ?? 'link'} />
);

/** A link within the console; the router checks where it goes. */
export const TextLink = createLink(Anchor);
