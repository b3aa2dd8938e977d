import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { givenCode } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type Unit = ObjectOf<'measurementUnit'>;

const sizeWords = ({ base, factor }: Unit): string =>
  base === undefined ? t('unit.own') : t('unit.of', { factor, base });

/** Measurement units: how many of one make another. */
export const measurementUnits = kindPage<Unit>({
  path: 'measurement-units',
  list: (api, query) => answerOf(api.GET('/v1/measurement-units', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/measurement-units/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'symbol', header: t('resource.symbol'), cell: ({ symbol }) => symbol },
    { id: 'size', header: t('unit.size'), cell: sizeWords },
  ],
  Body: ({ of: unit }) => (
    <Container>
      <Facts
        of={[
          { label: t('resource.symbol'), value: unit.symbol },
          { label: t('unit.size'), value: sizeWords(unit) },
          ...givenCode(t('unit.base'), 'measurement-units', unit.base),
        ]}
      />
    </Container>
  ),
});
