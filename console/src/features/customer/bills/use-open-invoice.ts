import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../lib/api.ts';
import { flashProblem } from '../../../ui/flashes.tsx';
import { documentLinks } from '../queries.ts';

type Wanted = { readonly invoiceId: string; readonly as: 'pdf' | 'html' | 'json' };

/** Opens a document of an invoice in a new tab by a link that was made for this moment. */
export function useOpenInvoice() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ invoiceId, as }: Wanted) => {
      const links = await documentLinks(api, invoiceId);
      window.open(links[as], '_blank', 'noopener,noreferrer');
    },
    onError: flashProblem,
  });
}
