import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { saveFile } from '../../lib/save-file.ts';
import { t } from '../../lib/translate.ts';
import { flashProblem } from '../../ui/flashes.tsx';
import { Page } from '../../ui/page.tsx';
import { exportCatalog } from './export-catalog.ts';
import { ImportCatalog } from './import-catalog.tsx';

/** The catalog as one file: out, and in again. */
export function FilePage() {
  const api = useApi();
  const download = useMutation({
    mutationFn: () => exportCatalog(api),
    onSuccess: ({ name, type, text }) => saveFile(name, type, text),
    onError: flashProblem,
  });
  return (
    <Page title={t('catalog.file')} context={t('catalog.title')}>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button iconName="download" loading={download.isPending} onClick={() => download.mutate()}>
                {t('catalog.export')}
              </Button>
            }
          >
            {t('catalog.export.title')}
          </Header>
        }
      >
        <p>{t('catalog.export.words')}</p>
      </Container>
      <ImportCatalog />
    </Page>
  );
}
