import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { asProblem } from '../../lib/problem.ts';
import { t } from '../../lib/translate.ts';
import { CopyId } from '../../ui/copy-id.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import type { CatalogObject, KindParts } from './kind-page.tsx';
import { ObjectChanges } from './object-changes.tsx';

type ObjectPageProps<T extends CatalogObject> = { readonly parts: KindParts<T>; readonly code: string };

/** One catalog object: what it says, what became of it, and its very text. */
export function ObjectPage<T extends CatalogObject>({ parts, code }: ObjectPageProps<T>) {
  const { path, get, Body, status } = parts;
  const api = useApi();
  const object = useQuery({
    queryKey: ['catalog', path, 'one', code],
    queryFn: () => get(api, code),
    staleTime: 60_000,
  });
  const one = object.data;
  const isMissing = object.isError && asProblem(object.error).status === 404;
  const crumbs = [
    <TextLink key="kind" to="/catalog/$kind" params={{ kind: path }}>
      {t(`catalog.${path}`)}
    </TextLink>,
    <span key="code" className="mono">
      {code}
    </span>,
  ];
  return (
    <Page
      title={one?.name ?? code}
      context={t(`catalog.${path}`)}
      crumbs={crumbs}
      facts={
        one === undefined ? undefined : (
          <>
            {status === undefined ? null : <StatusPill status={status(one)} />}
            <CopyId id={one.code} label={t('catalog.code')} />
            {one.description === undefined ? null : <span>{one.description}</span>}
          </>
        )
      }
    >
      {isMissing ? (
        <Container>
          <Empty title={t('catalog.missing')}>{t('catalog.missing.words', { code })}</Empty>
        </Container>
      ) : object.isError ? (
        <ProblemAlert error={object.error} retry={() => void object.refetch()} />
      ) : one === undefined ? (
        <Skeleton block />
      ) : (
        <>
          <Body of={one} />
          <ObjectChanges path={path} code={code} />
          <ExpandableSection headerText={t('catalog.as-json')} variant="container">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre className="payload" tabIndex={0}>
              {JSON.stringify(one, null, 2)}
            </pre>
          </ExpandableSection>
        </>
      )}
    </Page>
  );
}
