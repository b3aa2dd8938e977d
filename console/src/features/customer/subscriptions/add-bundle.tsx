import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Subscription } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { rolesFor, useMay } from '../../../lib/session.ts';
import { t } from '../../../lib/translate.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { bundlesQuery } from '../../catalog/queries.ts';
import { customerKey } from '../queries.ts';
import { type BundleOrder, BundlePreview, bundlePreviewQuery } from './bundle-preview.tsx';
import { isRunning } from './is-running.ts';
import { promotionCodes } from './promotion-codes.ts';

type AddBundleProps = { readonly customerId: string; readonly subscription: Subscription };

/** Buys a bundle for a running subscription. */
export function AddBundle({ customerId, subscription }: AddBundleProps) {
  const [isOpen, setOpen] = useState(false);
  const reason = useBuyingRefusal('addBundle', subscription);
  return (
    <>
      <Button {...(reason === null ? {} : { disabled: true, disabledReason: reason })} onClick={() => setOpen(true)}>
        {t('add-bundle')}
      </Button>
      {isOpen ? (
        <AddBundleForm customerId={customerId} subscription={subscription} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

/** Why nothing can be bought; null when it can. */
export function useBuyingRefusal(operation: 'addBundle' | 'applyVouchers', subscription: Subscription): string | null {
  const may = useMay(operation);
  if (!may) return t('role.needed', { roles: rolesFor(operation).join(', ') });
  return isRunning(subscription) ? null : t('add-bundle.off');
}

function AddBundleForm({ customerId, subscription, onClose }: AddBundleProps & { onClose: () => void }) {
  const { subscriptionId, planName } = subscription;
  const api = useApi();
  const queries = useQueryClient();
  const { money } = useFormats();
  const [key] = useState(() => crypto.randomUUID());
  const [bundle, setBundle] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [identifier, setIdentifier] = useState('');
  const [codes, setCodes] = useState('');
  const bundles = useQuery(bundlesQuery(api)).data?.items ?? [];
  const known = bundles.find(({ code }) => code === bundle);
  const optional = known?.items.filter((item) => item.optional) ?? [];
  const order: BundleOrder | null =
    bundle === null
      ? null
      : {
          bundle,
          products: chosen.map((product) => ({ product, purchase: true })),
          promotionCodes: promotionCodes(codes),
          ...(identifier.trim() === '' ? {} : { identifier: identifier.trim() }),
        };
  const settled = useSettled(order);
  const preview = useQuery(bundlePreviewQuery(api, subscriptionId, settled));
  const due = preview.data?.dueNow;
  /** What is bought is what was shown, and nothing that was typed since. */
  const isShown = !preview.isPlaceholderData && JSON.stringify(order) === JSON.stringify(settled);
  const add = useMutation({
    mutationFn: (body: BundleOrder) =>
      answerOf(
        api.POST('/v1/subscriptions/{subscriptionId}/bundles', {
          params: { path: { subscriptionId }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('add-bundle.done', { name: known?.name ?? '' }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('add-bundle.title', { name: planName })}
      verb={
        due === undefined ? t('add-bundle.do.plain') : t('add-bundle.do', { amount: money(due.total, due.currency) })
      }
      blocked={order === null || due === undefined || !isShown}
      busy={add.isPending}
      error={add.error}
      onConfirm={() => settled !== null && add.mutate(settled)}
      onClose={onClose}
    >
      <FormField label={t('add-bundle.bundle')}>
        <Select
          filteringType="auto"
          placeholder={t('add-bundle.choose')}
          selectedOption={known === undefined ? null : { value: known.code, label: known.name }}
          options={bundles.map(({ code, name, description = code }) => ({ value: code, label: name, description }))}
          onChange={({ detail }) => {
            setBundle(detail.selectedOption.value ?? null);
            setChosen([]);
          }}
        />
      </FormField>
      {optional.length === 0 ? null : (
        <FormField label={t('add-bundle.optional')}>
          {optional.map(({ product }) => (
            <Checkbox
              key={product}
              checked={chosen.includes(product)}
              onChange={({ detail }) =>
                setChosen(detail.checked ? [...chosen, product] : chosen.filter((one) => one !== product))
              }
            >
              {product}
            </Checkbox>
          ))}
        </FormField>
      )}
      <FormField label={t('service.identifier')} description={t('add-bundle.identifier.hint')}>
        <Input value={identifier} autoComplete={false} onChange={({ detail }) => setIdentifier(detail.value)} />
      </FormField>
      <FormField label={t('add-bundle.codes')} description={t('form.optional')}>
        <Input value={codes} autoComplete={false} onChange={({ detail }) => setCodes(detail.value)} />
      </FormField>
      <BundlePreview subscriptionId={subscriptionId} order={settled} />
    </Confirm>
  );
}
