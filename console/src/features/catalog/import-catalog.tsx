import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { flash } from '../../ui/flashes.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ImportPlan } from './import-plan.tsx';
import { type ImportOrder, sendCatalog } from './send-catalog.ts';

const NOTHING: ImportOrder = { file: null, prune: false, correction: false };

/** Brings the catalog to what a file says: what would change is shown first, then it is done. */
export function ImportCatalog() {
  const api = useApi();
  const queries = useQueryClient();
  const [order, setOrder] = useState<ImportOrder>(NOTHING);
  const [isAsking, setAsking] = useState(false);
  const may = useMay('importCatalog');
  const compare = useMutation({ mutationFn: () => sendCatalog(api, order, true) });
  const apply = useMutation({
    mutationFn: () => sendCatalog(api, order, false),
    onSuccess: async ({ catalogVersion }) => {
      await queries.invalidateQueries({ queryKey: ['catalog'] });
      setAsking(false);
      flash('success', t('import.done', { version: catalogVersion }));
      change(NOTHING);
    },
  });
  /** What was compared is no longer what would be sent. */
  const change = (next: ImportOrder): void => {
    setOrder(next);
    compare.reset();
    apply.reset();
  };
  const plan = compare.data;
  const changes = plan?.objects.filter(({ action }) => action !== 'unchanged').length ?? 0;
  const applyWords = changes === 1 ? t('import.apply.one') : t('import.apply', { count: changes });
  const off = !may
    ? t('role.needed', { roles: rolesFor('importCatalog').join(', ') })
    : order.file === null
      ? t('import.no-file')
      : null;
  const blocked = plan === undefined || plan.problems.length > 0 || changes === 0;
  return (
    <>
      <Container
        header={
          <Header variant="h2" description={t('import.words')}>
            {t('import.title')}
          </Header>
        }
      >
        <div className="stack">
          <FormField label={t('import.file')} description={t('import.file.hint')}>
            <FileUpload
              value={order.file === null ? [] : [order.file]}
              accept=".yaml,.yml,.json"
              showFileSize
              i18nStrings={{
                uploadButtonText: () => t('import.choose'),
                dropzoneText: () => t('import.drop'),
                removeFileAriaLabel: () => t('import.remove'),
                limitShowFewer: t('import.choose'),
                limitShowMore: t('import.choose'),
                errorIconAriaLabel: t('import.problems'),
              }}
              onChange={({ detail }) => change({ ...order, file: detail.value[0] ?? null })}
            />
          </FormField>
          <Checkbox
            checked={order.prune}
            description={t('import.prune.words')}
            onChange={({ detail }) => change({ ...order, prune: detail.checked })}
          >
            {t('import.prune')}
          </Checkbox>
          <Checkbox
            checked={order.correction}
            description={t('import.correction.words')}
            onChange={({ detail }) => change({ ...order, correction: detail.checked })}
          >
            {t('import.correction')}
          </Checkbox>
          <div>
            <Button
              variant={plan === undefined ? 'primary' : 'normal'}
              loading={compare.isPending}
              {...(off === null ? {} : { disabled: true, disabledReason: off })}
              onClick={() => compare.mutate()}
            >
              {t('import.compare')}
            </Button>
          </div>
          {compare.isError ? <ProblemAlert error={compare.error} /> : null}
        </div>
      </Container>
      {plan === undefined ? null : (
        <>
          {plan.problems.length === 0 ? null : (
            <Alert type="error" header={t('import.problems')}>
              <ul>
                {plan.problems.map(({ pointer, message }) => (
                  <li key={`${pointer} ${message}`}>
                    {pointer === '' ? null : <span className="mono">{pointer}</span>} {message}
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          <ImportPlan
            objects={plan.objects}
            action={
              blocked ? null : (
                <Button variant="primary" onClick={() => setAsking(true)}>
                  {applyWords}
                </Button>
              )
            }
          />
        </>
      )}
      {isAsking ? (
        <Confirm
          title={t('import.confirm')}
          verb={applyWords}
          busy={apply.isPending}
          error={apply.error}
          onConfirm={() => apply.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t('import.confirm.words')}</p>
        </Confirm>
      ) : null}
    </>
  );
}
