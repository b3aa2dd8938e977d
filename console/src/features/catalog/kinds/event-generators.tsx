import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { CodeLink } from '../code-link.tsx';
import { given, givenCode } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import { useAmount } from '../use-amount.ts';
import type { ObjectOf } from './answer.ts';

type Generator = ObjectOf<'eventGenerator'>;
type Source = Generator['mapper'][string];

/** Event generators: usage events that the system makes itself, one for each cycle. */
export const eventGenerators = kindPage<Generator>({
  path: 'event-generators',
  list: (api, query) => answerOf(api.GET('/v1/event-generators', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/event-generators/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'linked', header: t('generator.linked'), cell: ({ linkedTo }) => t(`generator.linked.${linkedTo}`) },
    {
      id: 'service-type',
      header: t('events.service-type'),
      cell: ({ serviceType }) => <CodeLink to="service-types" code={serviceType} />,
    },
    { id: 'fields', header: t('catalog.fields'), cell: ({ mapper }) => Object.keys(mapper).join(', ') || '–' },
  ],
  Body: GeneratorBody,
});

function GeneratorBody({ of: generator }: { of: Generator }) {
  const amountOf = useAmount();
  const { condition } = generator;
  return (
    <>
      <Container>
        <Facts
          of={[
            { label: t('generator.linked'), value: t(`generator.linked.${generator.linkedTo}`) },
            ...givenCode(t('events.service-type'), 'service-types', generator.serviceType),
            ...given(t('service.identifier'), generator.identifier),
            ...given(
              t('generator.condition'),
              condition &&
                t(`generator.condition.${condition.is}`, {
                  resource: condition.resource,
                  value: amountOf(condition.resource)(condition.value),
                }),
            ),
          ]}
        />
      </Container>
      <DataTable<readonly [string, Source]>
        sticky={false}
        title={t('generator.fields')}
        columns={[
          {
            id: 'field',
            header: t('catalog.field'),
            rowHeader: true,
            cell: ([name]) => <span className="mono">{name}</span>,
          },
          { id: 'source', header: t('generator.source'), cell: ([, source]) => sourceWords(source) },
        ]}
        rows={Object.entries(generator.mapper)}
        rowId={([name]) => name}
        empty={<span className="muted">{t('generator.no-fields')}</span>}
      />
    </>
  );
}

function sourceWords(source: Source): string {
  switch (source.from) {
    case 'constant':
      return t('generator.source.constant', { value: source.value });
    case 'balance':
      return t('generator.source.balance', { resource: source.resource });
    case 'attribute':
      return t('generator.source.attribute', { attribute: source.attribute });
    case 'cycle-start':
    case 'cycle-end':
      return t(`generator.source.${source.from}`);
  }
}
