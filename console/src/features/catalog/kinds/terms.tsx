import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { siteQuery } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { CodeLink } from '../code-link.tsx';
import { given, givenCode } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';
import { termLengthWords } from './duration-words.ts';

type Term = ObjectOf<'term'>;

/** Terms: how long a customer commits, and what leaving costs. */
export const terms = kindPage<Term>({
  path: 'terms',
  list: (api, query) => answerOf(api.GET('/v1/terms', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/terms/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const fee = useFeeWords();
    return [
      { id: 'commitment', header: t('term.commitment'), cell: ({ commitment }) => termLengthWords(commitment) },
      { id: 'fee', header: t('term.fee'), cell: (term) => fee(term) },
      { id: 'renewal', header: t('term.renewal'), cell: ({ renewal }) => t(`term.renewal.${renewal.type}`) },
    ];
  },
  Body: TermBody,
});

/** What leaving early costs, in the money of the site. */
function useFeeWords(): (term: Term) => string {
  const { money, quantity } = useFormats();
  const currency = useQuery(siteQuery(useApi())).data?.currency;
  return ({ fee }) => {
    if (fee === undefined) return t('term.fee.none');
    const amount = fee.amount ?? '0';
    if (fee.type === 'remaining') return t('term.fee.remaining');
    if (fee.type === 'percent') return t('term.fee.percent', { percent: quantity(amount) });
    return t(`term.fee.${fee.type}`, { amount: money(amount, currency) });
  };
}

function TermBody({ of: term }: { of: Term }) {
  const fee = useFeeWords();
  const { renewal } = term;
  return (
    <Container>
      <Facts
        of={[
          { label: t('term.commitment'), value: termLengthWords(term.commitment) },
          ...given(t('term.grace'), term.grace && termLengthWords(term.grace)),
          ...given(t('term.minimum'), term.minimumLength && termLengthWords(term.minimumLength)),
          ...given(t('term.notice'), term.noticePeriod && termLengthWords(term.noticePeriod)),
          { label: t('term.fee'), value: fee(term) },
          ...givenCode(t('catalog.bill-item'), 'bill-items', term.fee?.billItem),
          ...givenCode(t('price.tax'), 'taxes', term.fee?.tax),
          ...givenCode(t('catalog.ledger'), 'general-ledgers', term.fee?.generalLedger),
          {
            label: t('term.renewal'),
            value:
              renewal.type === 'term' ? <CodeLink to="terms" code={renewal.term} /> : t(`term.renewal.${renewal.type}`),
          },
        ]}
      />
    </Container>
  );
}
