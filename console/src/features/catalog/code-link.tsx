import { TextLink } from '../../ui/text-link.tsx';
import type { CatalogPath } from './catalog-groups.ts';

type CodeLinkProps = { readonly to: CatalogPath; readonly code: string };

/** The code of another catalog object, which it opens. */
export const CodeLink = ({ to, code }: CodeLinkProps) => (
  <TextLink to="/catalog/$kind/$code" params={{ kind: to, code }}>
    {code}
  </TextLink>
);

type CodeLinksProps = { readonly to: CatalogPath; readonly codes: readonly string[] };

/** Several of them, a line each. */
export const CodeLinks = ({ to, codes }: CodeLinksProps) => (
  <span className="two-lines">
    {codes.map((code) => (
      <span key={code}>
        <CodeLink to={to} code={code} />
      </span>
    ))}
  </span>
);
