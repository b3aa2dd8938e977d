import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { FindCustomer, type FoundCustomer } from './find-customer.tsx';
import { sharingQuery } from './queries.ts';

export type ChosenGroup = {
  readonly owner: FoundCustomer | null;
  readonly group: { readonly groupId: string; readonly name: string } | null;
};

type ChooseGroupProps = {
  readonly value: ChosenGroup;
  /** Who joins: nobody is a member of an own group. */
  readonly except?: string;
  readonly error?: string | undefined;
  readonly onChange: (chosen: ChosenGroup) => void;
};

/** A sharing group by its owner: first the customer, then one of the groups that the customer owns. */
export function ChooseGroup({ value: { owner, group }, except, error, onChange }: ChooseGroupProps) {
  const now = useSiteNow();
  const sharing = useQuery({ ...sharingQuery(useApi(), owner?.customerId ?? ''), enabled: owner !== null });
  const groups = sharing.data?.owned.filter(
    ({ status, validTo }) => status !== 'cancelled' && (now === undefined || validTo > now),
  );
  const options = (groups ?? []).map(({ groupId, name, policy }) => ({
    value: groupId,
    label: name,
    description: policy.name,
  }));
  return (
    <>
      <FindCustomer
        label={t('sharing.owner')}
        value={owner}
        {...(except === undefined ? {} : { except: [except] })}
        error={owner === null ? error : undefined}
        onChange={(found) => onChange({ owner: found, group: null })}
      />
      <FormField
        label={t('sharing.group')}
        errorText={owner === null ? undefined : error}
        constraintText={
          owner === null
            ? t('sharing.group.hint')
            : groups?.length === 0
              ? t('sharing.group.none', { name: owner.name })
              : undefined
        }
      >
        <Select
          disabled={owner === null || groups?.length === 0}
          selectedOption={group === null ? null : { value: group.groupId, label: group.name }}
          placeholder={t('sharing.group.choose')}
          options={options}
          statusType={owner !== null && groups === undefined ? 'loading' : 'finished'}
          loadingText={t('table.loading')}
          onChange={({ detail }) => {
            const { value = '', label = '' } = detail.selectedOption;
            onChange({ owner, group: { groupId: value, name: label } });
          }}
        />
      </FormField>
    </>
  );
}
