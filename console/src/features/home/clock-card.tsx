import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { clockQuery } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { Facts } from '../../ui/facts.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { AdvanceClock } from './advance-clock.tsx';

const LIVE_MS = 1500;

/** The time of a sandbox, and the way to move it. */
export function ClockCard() {
  const queries = useQueryClient();
  const clock = useQuery({
    ...clockQuery(useApi()),
    refetchInterval: ({ state }) => (state.data?.moving ? LIVE_MS : 30_000),
  }).data;
  const [isOpen, setOpen] = useState(false);
  const may = useMay('advanceClock');
  const isMoving = clock?.moving ?? false;
  useEffect(() => {
    if (!isMoving) return;
    const looking = setInterval(() => {
      void queries.invalidateQueries({ queryKey: ['job-runs'] });
      void queries.invalidateQueries({ queryKey: ['jobs'] });
    }, LIVE_MS);
    return () => {
      clearInterval(looking);
      void queries.invalidateQueries();
    };
  }, [isMoving, queries]);
  const off = may
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('advanceClock').join(', ') }) };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('clock.words')}
          info={isMoving ? <Pill tone="accent">{t('clock.moving')}</Pill> : undefined}
        >
          {t('clock.title')}
        </Header>
      }
      footer={
        clock === undefined ? undefined : (
          <Button {...off} loading={isMoving} loadingText={t('clock.moving')} onClick={() => setOpen(true)}>
            {t('clock.advance')}
          </Button>
        )
      }
    >
      {clock === undefined ? (
        <Skeleton block />
      ) : (
        <Facts
          of={[
            { label: t('clock.now'), value: <Time at={clock.now} /> },
            ...(clock.target === null ? [] : [{ label: t('clock.target'), value: <Time at={clock.target} /> }]),
            ...(clock.waitingFor === null
              ? []
              : [
                  {
                    label: t('clock.moving'),
                    value: (
                      <TextLink to="/jobs/$runId" params={{ runId: clock.waitingFor }}>
                        {t('clock.waiting', { run: clock.waitingFor })}
                      </TextLink>
                    ),
                  },
                ]),
          ]}
        />
      )}
      {isOpen && clock !== undefined ? <AdvanceClock now={clock.now} onClose={() => setOpen(false)} /> : null}
    </Container>
  );
}
