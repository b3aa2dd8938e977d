import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** The router adds a class to links of the current page; that alone is no look of its own. */
const Anchor = ({ ref, className = '', ...rest }: AnchorProps) => (
  <a {...rest} ref={ref} className={className === '' || className === 'active' ? 'link' : className} />
);

/** A link within the console; the router checks where it goes. */
export const TextLink = createLink(Anchor);
