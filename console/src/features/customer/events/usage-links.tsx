import type { Service, Subscription } from '../../../lib/answers.ts';
import { dayOf } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useMay } from '../../../lib/session.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';

type EventLinksProps = {
  readonly customerId: string;
  readonly days: { readonly from?: string | undefined; readonly to?: string | undefined };
  /** Whose events are looked at, if it is one service's. */
  readonly service: Service | undefined;
};

/** From a customer's events to where one is tried, and where they are rated again. */
export function EventLinks({ customerId, days: { from, to }, service }: EventLinksProps) {
  const mayTry = useMay('rateUsageEvents');
  const mayRerate = useMay('startRerating');
  return (
    <>
      {mayTry ? (
        <ButtonLink
          to="/usage-events/try"
          search={service === undefined ? {} : { type: service.serviceType, identifier: service.identifier }}
        >
          {t('usage.try')}
        </ButtonLink>
      ) : null}
      {mayRerate ? (
        <ButtonLink to="/usage-events/re-ratings/new" search={{ customer: customerId, from, to }}>
          {t('rerating.again')}
        </ButtonLink>
      ) : null}
    </>
  );
}

const QUARTER_MS = 90 * 86_400_000;

/** From a subscription to what its last three months would have cost under another plan. */
export function ComparePlans({
  customerId,
  subscription: { plan },
}: {
  customerId: string;
  subscription: Subscription;
}) {
  const { zone } = useFormats();
  const now = useSiteNow();
  const may = useMay('askWhatIf');
  const days =
    now === undefined
      ? {}
      : { from: dayOf(new Date(Date.parse(now) - QUARTER_MS).toISOString(), zone), to: dayOf(now, zone) };
  return may ? (
    <ButtonLink to="/usage-events/what-if" search={{ customer: customerId, plan, ...days }}>
      {t('what-if.link')}
    </ButtonLink>
  ) : null;
}
