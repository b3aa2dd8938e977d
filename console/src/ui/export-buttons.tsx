import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { t } from '../lib/translate.ts';
import { copyRows, type ExportRows, saveCsv } from './use-export.ts';

/** CSV, Print and Copy of the page that is shown, and only of it. */
export function ExportButtons({ of }: { of: ExportRows }) {
  const reason = of.rows.length === 0 ? t('export.nothing') : undefined;
  const off = reason === undefined ? {} : { disabled: true, disabledReason: reason };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        iconName="download"
        {...off}
        nativeButtonAttributes={{ title: t('export.csv.hint') }}
        onClick={() => saveCsv(of)}
      >
        {t('export.csv')}
      </Button>
      <Button {...off} nativeButtonAttributes={{ title: t('export.print.hint') }} onClick={() => window.print()}>
        {t('export.print')}
      </Button>
      <Button
        iconName="copy"
        {...off}
        nativeButtonAttributes={{ title: t('export.copy.hint') }}
        onClick={() => void copyRows(of)}
      >
        {t('export.copy')}
      </Button>
    </SpaceBetween>
  );
}
