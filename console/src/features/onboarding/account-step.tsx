import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { customerTypesQuery } from '../customers/queries.ts';
import { AttributeFields } from './attribute-fields.tsx';
import { AddressFields, SelectField, TextField } from './fields.tsx';

/** Who the customer is. */
export function AccountStep() {
  const types = useQuery(customerTypesQuery(useApi())).data?.items ?? [];
  return (
    <div className="page">
      <Container header={<Header variant="h2">{t('onboarding.customer')}</Header>}>
        <div className="fields">
          <TextField at="/customer/firstName" label={t('onboarding.first-name')} />
          <TextField at="/customer/lastName" label={t('onboarding.last-name')} />
          <TextField
            at="/customer/email"
            type="email"
            label={t('onboarding.email')}
            hint={t('onboarding.email.hint')}
          />
          <TextField at="/customer/phone" type="text" label={t('onboarding.phone')} hint={t('onboarding.phone.hint')} />
          <SelectField
            at="/customer/type"
            label={t('onboarding.type')}
            options={types.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <TextField at="/customer/organization" label={t('onboarding.organization')} optional />
        </div>
      </Container>
      <Container header={<Header variant="h2">{t('onboarding.address.title')}</Header>}>
        <div className="fields">
          <AddressFields at="/customer" />
        </div>
      </Container>
      <AttributeFields entity="customer" at="/customer/attributes" />
    </div>
  );
}
