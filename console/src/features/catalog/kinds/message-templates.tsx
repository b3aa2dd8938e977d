import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { given } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Message templates: the words of a notification. */
export const messageTemplates = kindPage<ObjectOf<'messageTemplate'>>({
  path: 'message-templates',
  list: (api, query) => answerOf(api.GET('/v1/message-templates', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/message-templates/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'channel', header: t('communications.channel'), cell: ({ channel }) => t(`channel.${channel}`) },
    { id: 'language', header: t('template.language'), cell: ({ language }) => language },
    { id: 'subject', header: t('communications.subject'), cell: ({ subject }) => subject ?? '–' },
  ],
  Body: ({ of: template }) => (
    <>
      <Container>
        <Facts
          of={[
            { label: t('communications.channel'), value: t(`channel.${template.channel}`) },
            { label: t('template.language'), value: template.language },
            ...given(t('communications.subject'), template.subject),
          ]}
        />
      </Container>
      <Container header={<Header variant="h2">{t('template.body')}</Header>}>
        <pre className="payload">{template.body}</pre>
      </Container>
    </>
  ),
});
