import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { CodeLink } from '../code-link.tsx';
import { givenCode, givenCodes, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type Rule = ObjectOf<'notificationRule'>;
type Publisher = Rule['publishers'][number];

/** Notification rules: which happenings are told to whom. */
export const notificationRules = kindPage<Rule>({
  path: 'notification-rules',
  list: (api, query) => answerOf(api.GET('/v1/notification-rules', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/notification-rules/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'event', header: t('rule.event'), cell: ({ event }) => t(`notification.${event}`) },
    { id: 'enabled', header: t('rule.enabled'), cell: ({ enabled }) => yesNo(enabled) },
    {
      id: 'publishers',
      header: t('rule.publishers'),
      cell: ({ publishers }) => publishers.map(({ action }) => t(`channel.${action}`)).join(', '),
    },
  ],
  Body: ({ of: rule }) => (
    <>
      <Container>
        <Facts
          of={[
            { label: t('rule.event'), value: t(`notification.${rule.event}`) },
            { label: t('rule.enabled'), value: yesNo(rule.enabled) },
            ...givenCodes(t('catalog.resources'), 'resources', rule.resources),
            ...givenCode(t('catalog.for-whom'), 'filters', rule.filter),
          ]}
        />
      </Container>
      <DataTable<Publisher>
        sticky={false}
        title={t('rule.publishers')}
        columns={[
          { id: 'how', header: t('rule.how'), rowHeader: true, cell: ({ action }) => t(`channel.${action}`) },
          {
            id: 'words',
            header: t('communications.template'),
            cell: (publisher) =>
              'template' in publisher ? <CodeLink to="message-templates" code={publisher.template} /> : '–',
          },
          { id: 'to', header: t('communications.to'), cell: receiverWords },
        ]}
        rows={rule.publishers}
        rowId={(publisher) => JSON.stringify(publisher)}
        empty={null}
      />
    </>
  ),
});

function receiverWords(publisher: Publisher): string {
  if (publisher.action === 'log') return '–';
  if (publisher.action === 'webhook') return publisher.endpoint;
  const { to = {} } = publisher;
  if ('addresses' in to) return to.addresses.join(', ');
  return 'contact' in to && to.contact !== undefined ? t('rule.to.contact', { tag: to.contact }) : t('rule.to.primary');
}
