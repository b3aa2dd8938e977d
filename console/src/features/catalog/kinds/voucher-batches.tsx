import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useMay } from '../../../lib/session.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Kpis } from '../../../ui/kpis.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { given, givenCode } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type Batch = ObjectOf<'voucherBatch'>;

/** Voucher batches: codes that each buy a bundle. */
export const voucherBatches = kindPage<Batch>({
  path: 'voucher-batches',
  list: (api, query) => answerOf(api.GET('/v1/voucher-batches', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/voucher-batches/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const { count } = useFormats();
    return [
      {
        id: 'template',
        header: t('voucher.template'),
        cell: ({ template }) => <span className="mono">{template}</span>,
      },
      { id: 'bundle', header: t('voucher.bundle'), cell: ({ bundle }) => <span className="mono">{bundle}</span> },
      { id: 'quantity', header: t('voucher.quantity'), numeric: true, cell: ({ quantity }) => count(quantity) },
      {
        id: 'validity',
        header: t('catalog.validity'),
        cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
      },
    ];
  },
  Body: BatchBody,
});

function BatchBody({ of: batch }: { of: Batch }) {
  const { count } = useFormats();
  return (
    <>
      {useMay('countVouchers') ? <Counts code={batch.code} /> : null}
      <Container>
        <Facts
          of={[
            { label: t('voucher.template'), value: <span className="mono">{batch.template}</span> },
            { label: t('voucher.characters'), value: t(`voucher.characters.${batch.characters}`) },
            { label: t('voucher.quantity'), value: count(batch.quantity) },
            { label: t('voucher.uses'), value: count(batch.redemptions) },
            { label: t('voucher.first'), value: count(batch.rangeStart) },
            ...givenCode(t('voucher.bundle'), 'bundles', batch.bundle),
            ...given(t('voucher.vendor'), batch.vendor),
            { label: t('catalog.validity'), value: <PeriodText from={batch.validFrom} to={batch.validTo} /> },
          ]}
        />
      </Container>
    </>
  );
}

/** What has become of the codes. */
function Counts({ code }: { code: string }) {
  const api = useApi();
  const { count } = useFormats();
  const counts = useQuery({
    queryKey: ['catalog', 'voucher-batches', 'counts', code],
    queryFn: () => answerOf(api.GET('/v1/voucher-batches/{code}/counts', { params: { path: { code } } })),
  }).data;
  const figure = (number: number | undefined) => (number === undefined ? <Skeleton /> : count(number));
  return (
    <Kpis
      label={t('voucher.counts')}
      of={[
        { label: t('voucher.new'), value: figure(counts?.new) },
        { label: t('voucher.used'), value: figure(counts?.used) },
        { label: t('voucher.expired'), value: figure(counts?.expired) },
        { label: t('voucher.blocked'), value: figure(counts?.blocked) },
      ]}
    />
  );
}
