import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type EventType = ObjectOf<'eventType'>;

const intervalWords = ({ interval: { unit, count } }: EventType): string =>
  count === 1 ? t(`interval.${unit}.one`) : t(`interval.${unit}`, { count });

/** Event types: intervals by name. */
export const eventTypes = kindPage<EventType>({
  path: 'event-types',
  list: (api, query) => answerOf(api.GET('/v1/event-types', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/event-types/{code}', { params: { path: { code } } })),
  useColumns: () => [{ id: 'interval', header: t('catalog.interval'), cell: intervalWords }],
  Body: ({ of: type }) => (
    <Container>
      <Facts of={[{ label: t('catalog.interval'), value: intervalWords(type) }]} />
    </Container>
  ),
});
