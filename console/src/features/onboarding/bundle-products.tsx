import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import Input from '@cloudscape-design/components/input';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { isBought, type ProductChoice } from './draft.ts';
import { useDraft } from './draft-context.ts';
import type { Bundle, Product } from './offer.ts';

type BundleProductsProps = {
  readonly bundle: Bundle;
  readonly products: readonly Product[];
  readonly choices: readonly ProductChoice[];
  /** Where a product stands in the request: refusals name it by its index. */
  readonly indexOf: (choice: ProductChoice) => number;
};

/** The products of one bundle: what is bought, how many, for how much, until when, and for which service. */
export function BundleProducts({ bundle, products, choices, indexOf }: BundleProductsProps) {
  const { draft, setProduct, errorOf } = useDraft();
  const { locale } = useFormats();
  const nameOf = (choice: ProductChoice): string =>
    products.find(({ code }) => code === choice.product)?.name ?? choice.product;
  const typeOf = (choice: ProductChoice) => products.find(({ code }) => code === choice.product)?.type ?? 'one-time';
  const planIdentifier = draft.fields['/subscription/identifier']?.trim() ?? '';
  const field = (choice: ProductChoice, name: 'quantity' | 'value', label: string, placeholder: string) => {
    const error = errorOf(`/subscription/products/${indexOf(choice)}/${name}`);
    return (
      <span className="two-lines">
        <Input
          ariaLabel={t('onboarding.field-of', { field: label, product: nameOf(choice) })}
          inputMode="decimal"
          value={draft.products[choice.key]?.[name] ?? ''}
          placeholder={placeholder}
          invalid={error !== undefined}
          disabled={!isBought(choice, draft)}
          onChange={({ detail }) => setProduct(choice.key, { [name]: detail.value })}
        />
        {error === undefined ? null : <span className="bad small">{error}</span>}
      </span>
    );
  };
  return (
    <DataTable<ProductChoice>
      sticky={false}
      title={bundle.name}
      counter={`(${choices.length})`}
      columns={[
        {
          id: 'product',
          header: t('product.name'),
          rowHeader: true,
          cell: (choice) => (
            <span className="two-lines">
              <span>{nameOf(choice)}</span>
              <span className="muted small">{t(`product.type.${typeOf(choice)}`)}</span>
            </span>
          ),
        },
        {
          id: 'purchase',
          header: t('onboarding.purchase'),
          cell: (choice) => (
            <Checkbox
              checked={isBought(choice, draft)}
              disabled={!choice.optional}
              ariaLabel={t('onboarding.purchase.of', { product: nameOf(choice) })}
              onChange={({ detail }) => setProduct(choice.key, { purchase: detail.checked })}
            />
          ),
        },
        {
          id: 'quantity',
          minWidth: 110,
          header: t('product.quantity'),
          cell: (choice) =>
            field(
              choice,
              'quantity',
              t('product.quantity'),
              bundle.items.find(({ product }) => product === choice.product)?.quantity ?? '1',
            ),
        },
        {
          id: 'value',
          minWidth: 130,
          header: t('product.value'),
          cell: (choice) => field(choice, 'value', t('product.value'), t('onboarding.value.catalog')),
        },
        {
          id: 'validity',
          minWidth: 200,
          header: t('onboarding.valid-to'),
          cell: (choice) => (
            <DatePicker
              locale={locale}
              ariaLabel={t('onboarding.field-of', { field: t('onboarding.valid-to'), product: nameOf(choice) })}
              value={draft.products[choice.key]?.validTo ?? ''}
              placeholder={t('time.no-end')}
              disabled={!isBought(choice, draft)}
              expandToViewport
              onChange={({ detail }) => setProduct(choice.key, { validTo: detail.value })}
            />
          ),
        },
        {
          id: 'identifier',
          minWidth: 210,
          header: t('product.identifier'),
          cell: (choice) => {
            if (!choice.needsIdentifier || !isBought(choice, draft)) return '–';
            const own = draft.products[choice.key]?.identifier ?? '';
            const error = errorOf(`/subscription/products/${indexOf(choice)}/identifier`);
            const isSet = own.trim() !== '' || planIdentifier !== '';
            return (
              <span className="two-lines">
                <Input
                  ariaLabel={t('onboarding.field-of', { field: t('product.identifier'), product: nameOf(choice) })}
                  value={own}
                  placeholder={planIdentifier}
                  invalid={error !== undefined}
                  autoComplete={false}
                  onChange={({ detail }) => setProduct(choice.key, { identifier: detail.value })}
                />
                {error === undefined ? (
                  <StatusIndicator type={isSet ? 'success' : 'warning'}>
                    {isSet ? t('onboarding.all-set') : t('onboarding.not-set')}
                  </StatusIndicator>
                ) : (
                  <span className="bad small">{error}</span>
                )}
              </span>
            );
          },
        },
      ]}
      rows={choices}
      rowId={({ key }) => key}
      empty={null}
    />
  );
}
