import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Tiles from '@cloudscape-design/components/tiles';
import Toggle from '@cloudscape-design/components/toggle';
import { t } from '../../lib/translate.ts';
import { useDraft } from './draft-context.ts';
import { AddressFields, DayField, TextField } from './fields.tsx';

const METHODS = ['invoice', 'credit_card', 'direct_debit'] as const;

/** How the customer pays. */
export function PaymentStep() {
  const { draft, setField } = useDraft();
  const method = draft.fields['/payment/method'] ?? 'invoice';
  const isElsewhere = draft.fields['/payment/elsewhere'] === 'yes';
  return (
    <div className="page">
      <Container header={<Header variant="h2">{t('onboarding.method')}</Header>}>
        <div className="stack">
          <Tiles
            ariaLabel={t('onboarding.method')}
            columns={3}
            value={method}
            items={METHODS.map((value) => ({
              value,
              label: t(`method.${value}`),
              description: t(`onboarding.method.${value}`),
            }))}
            onChange={({ detail }) => setField('/payment/method', detail.value)}
          />
          <div className="fields">
            {method === 'credit_card' ? (
              <>
                <TextField
                  at="/payment/card/token"
                  label={t('onboarding.card.token')}
                  hint={t('onboarding.card.token.hint')}
                />
                <TextField at="/payment/card/brand" label={t('onboarding.card.brand')} />
                <TextField at="/payment/card/last4" label={t('onboarding.card.last4')} inputMode="numeric" />
                <TextField
                  at="/payment/card/expiry"
                  label={t('onboarding.card.expiry')}
                  hint={t('onboarding.card.expiry.hint')}
                />
              </>
            ) : null}
            {method === 'direct_debit' ? (
              <>
                <TextField at="/payment/mandate/id" label={t('onboarding.mandate.id')} />
                <DayField at="/payment/mandate/signedOn" label={t('onboarding.mandate.signed')} />
                <TextField at="/payment/mandate/bic" label={t('details.bic')} />
                <TextField at="/payment/mandate/iban" label={t('details.iban')} />
              </>
            ) : null}
            <TextField at="/payment/taxId" label={t('details.tax-id')} hint={t('onboarding.tax-id.hint')} optional />
          </div>
        </div>
      </Container>
      <Container header={<Header variant="h2">{t('details.address')}</Header>}>
        <div className="stack">
          <Toggle
            checked={isElsewhere}
            onChange={({ detail }) => setField('/payment/elsewhere', detail.checked ? 'yes' : '')}
          >
            {t('onboarding.elsewhere')}
          </Toggle>
          {isElsewhere ? (
            <div className="fields">
              <AddressFields at="/payment/billingAddress" />
            </div>
          ) : null}
        </div>
      </Container>
    </div>
  );
}
