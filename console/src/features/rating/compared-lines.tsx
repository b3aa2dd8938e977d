import SegmentedControl from '@cloudscape-design/components/segmented-control';
import type { ReactNode } from 'react';
import type { WhatIf } from '../../lib/answers.ts';
import { t } from '../../lib/translate.ts';
import { PeriodText } from '../../ui/time.tsx';
import { ComparedTable, type ComparedTableRow } from './compared-table.tsx';
import { comparedBy, comparedSum } from './sums.ts';

const WAYS = ['item', 'service', 'month'] as const;
type Way = (typeof WAYS)[number];
type Group = WhatIf['balanceGroups'][number];
type Line = Group['lines'][number] & { readonly resource: string };

type ComparedLinesProps = {
  readonly groups: readonly Group[];
  readonly by: Way;
  readonly onBy: (by: Way) => void;
};

/** The lines of a customer's comparison, added up by bill item, by service or by bill period. */
export function ComparedLines({ groups, by, onBy }: ComparedLinesProps) {
  const lines = groups.flatMap(({ resource, lines: own }) => own.map((line): Line => ({ ...line, resource })));
  const rows = comparedBy(inOrder(lines, by), (line) => `${line.resource} ${keyOf(line, by)}`).map(
    ({ key, first, sum }): ComparedTableRow => ({ key, resource: first.resource, name: nameOf(first, by), sum }),
  );
  const totals = comparedBy(lines, ({ resource }) => resource).map(
    ({ key }): ComparedTableRow => ({
      key: `total ${key}`,
      resource: key,
      name: t('rerating.total'),
      sum: comparedSum(lines.filter(({ resource }) => resource === key)),
      isTotal: true,
    }),
  );
  return (
    <ComparedTable
      title={t('what-if.lines')}
      header={t(`what-if.by.${by}`)}
      rows={[...rows, ...(rows.length < 2 ? [] : totals)]}
      actions={
        <SegmentedControl
          label={t('what-if.by')}
          selectedId={by}
          options={WAYS.map((id) => ({ id, text: t(`what-if.by.${id}`) }))}
          onChange={({ detail }) => onBy(WAYS.find((way) => way === detail.selectedId) ?? 'item')}
        />
      }
    />
  );
}

const keyOf = ({ billItem, service, from }: Line, by: Way): string =>
  by === 'item' ? billItem : by === 'service' ? (service?.serviceId ?? '') : from;

/** Lines come by period: for the other ways by what they are added up by. */
const inOrder = (lines: readonly Line[], by: Way): readonly Line[] =>
  by === 'month'
    ? lines.toSorted((a, b) => a.from.localeCompare(b.from))
    : lines.toSorted((a, b) => keyOf(a, by).localeCompare(keyOf(b, by)));

function nameOf({ billItem, service, from, to }: Line, by: Way): ReactNode {
  if (by === 'item') return <span className="mono">{billItem}</span>;
  if (by === 'month') return <PeriodText from={from} to={to} />;
  if (service === null) return t('what-if.no-service');
  return (
    <span className="two-lines">
      <span className="mono">{service.identifier ?? service.serviceId}</span>
      <span className="muted small">{service.serviceType}</span>
    </span>
  );
}
