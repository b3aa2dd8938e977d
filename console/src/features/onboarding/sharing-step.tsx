import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Toggle from '@cloudscape-design/components/toggle';
import { t } from '../../lib/translate.ts';
import { ChooseGroup } from '../customer/sharing/choose-group.tsx';
import { useDraft } from './draft-context.ts';

/** Whose sharing group the customer joins, if any. Groups of an own are created later. */
export function SharingStep() {
  const { draft, setField, setSharing, errorOf } = useDraft();
  const joins = draft.fields['/sharing/joins'] === 'yes';
  const { group } = draft.sharing;
  const error = errorOf('/sharing/groupId');
  return (
    <Container
      header={
        <Header variant="h2" description={t('onboarding.sharing.words')}>
          {t('sharing.group')}
        </Header>
      }
    >
      <div className="stack">
        <Toggle checked={joins} onChange={({ detail }) => setField('/sharing/joins', detail.checked ? 'yes' : '')}>
          {t('onboarding.sharing.joins')}
        </Toggle>
        {joins ? (
          <div className="fields">
            <ChooseGroup
              value={draft.sharing}
              error={error !== undefined && group === null ? t('onboarding.choose.error') : error}
              onChange={setSharing}
            />
          </div>
        ) : null}
      </div>
    </Container>
  );
}
