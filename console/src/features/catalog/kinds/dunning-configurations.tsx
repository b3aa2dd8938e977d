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

type Dunning = ObjectOf<'dunningConfiguration'>;
type Action = Dunning['actions'][number];

/** Dunning: what happens to a bill that is overdue. */
export const dunningConfigurations = kindPage<Dunning>({
  path: 'dunning-configurations',
  list: (api, query) => answerOf(api.GET('/v1/dunning-configurations', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/dunning-configurations/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const amountOf = useAmount();
    return [
      {
        id: 'threshold',
        header: t('dunning.threshold'),
        numeric: true,
        cell: ({ threshold, resource }) => amountOf(resource)(threshold),
      },
      {
        id: 'actions',
        header: t('dunning.actions'),
        cell: ({ actions }) => actions.map(({ type }) => t(`dunning.${type}`)).join(', '),
      },
    ];
  },
  Body: DunningBody,
});

function DunningBody({ of: dunning }: { of: Dunning }) {
  const amountOf = useAmount();
  return (
    <>
      <Container>
        <Facts
          of={[
            ...givenCode(t('catalog.resource'), 'resources', dunning.resource),
            { label: t('dunning.threshold'), value: amountOf(dunning.resource)(dunning.threshold) },
            ...given(t('dunning.exit'), dunning.exitEndpoint),
          ]}
        />
      </Container>
      <DataTable<Action>
        sticky={false}
        title={t('dunning.actions')}
        columns={[
          {
            id: 'after',
            header: t('dunning.after'),
            rowHeader: true,
            cell: ({ afterDays }) => t('dunning.after.days', { count: afterDays }),
          },
          { id: 'what', header: t('dunning.what'), cell: ({ type }) => t(`dunning.${type}`) },
          { id: 'with', header: t('dunning.with'), cell: (action) => <With action={action} /> },
          {
            id: 'repeat',
            header: t('dunning.repeat'),
            cell: ({ repeatEveryDays, maxRepeats }) =>
              repeatEveryDays === undefined
                ? t('dunning.repeat.no')
                : maxRepeats === undefined
                  ? t('dunning.repeat.every', { days: repeatEveryDays })
                  : t('dunning.repeat.most', { days: repeatEveryDays, most: maxRepeats }),
          },
        ]}
        rows={dunning.actions}
        rowId={(action) => JSON.stringify(action)}
        empty={null}
      />
    </>
  );
}

function With({ action }: { action: Action }) {
  switch (action.type) {
    case 'fee':
      return <CodeLink to="bundles" code={action.bundle} />;
    case 'notification':
      return <CodeLink to="message-templates" code={action.template} />;
    case 'block':
      return <span className="mono">{action.endpoint}</span>;
    case 'recollect':
      return '–';
  }
}
