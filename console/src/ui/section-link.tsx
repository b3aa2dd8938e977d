import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

const Item = ({ ref, ...rest }: AnchorProps) => (
  <li>
    <a {...rest} ref={ref} className="section-nav__link" />
  </li>
);

/** One section of a SectionNav; the router checks where it goes, and marks the current one with `aria-current`. */
export const SectionLink = createLink(Item);
