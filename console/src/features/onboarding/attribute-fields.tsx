import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { customAttributesQuery } from '../customers/queries.ts';
import { SelectField, TextField } from './fields.tsx';

/** The custom attributes of a customer or a billing profile; nothing, if the catalog has none. */
export function AttributeFields({ entity, at }: { entity: 'customer' | 'billing-profile'; at: string }) {
  const attributes = useQuery(customAttributesQuery(useApi())).data?.items ?? [];
  const own = attributes.filter((attribute) => attribute.entity === entity);
  if (own.length === 0) return null;
  return (
    <Container header={<Header variant="h2">{t('onboarding.attributes')}</Header>}>
      <div className="fields">
        {own.map(({ code, name, type, mandatory }) => {
          const field = { at: `${at}/${code}`, label: name, optional: !mandatory };
          if (type === 'boolean') {
            const options = [
              { value: 'true', label: t('onboarding.attribute.true') },
              { value: 'false', label: t('onboarding.attribute.false') },
            ];
            return <SelectField key={code} {...field} options={options} />;
          }
          return <TextField key={code} {...field} {...hintOf(type)} />;
        })}
      </div>
    </Container>
  );
}

/** How a value is written. */
function hintOf(type: 'numeric' | 'string' | 'datetime'): { readonly hint?: string } {
  switch (type) {
    case 'numeric':
      return { hint: t('onboarding.attribute.numeric') };
    case 'datetime':
      return { hint: t('onboarding.attribute.datetime') };
    case 'string':
      return {};
  }
}
