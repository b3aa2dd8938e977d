import { translated } from '../lib/translate.ts';
import { Pill, type Tone } from './pill.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  active: 'good',
  succeeded: 'good',
  processed: 'good',
  sent: 'good',
  delivered: 'good',
  given_up: 'bad',
  invoice: 'good',
  billing: 'warn',
  pending: 'warn',
  suspended: 'warn',
  pending_render: 'warn',
  partial: 'warn',
  queued: 'warn',
  running: 'accent',
  overdue: 'bad',
  failed: 'bad',
  open: 'warn',
};

/** A status with the API's own word. */
export const StatusPill = ({ status }: { status: string }) => (
  <Pill tone={TONES[status] ?? 'calm'}>{translated('status', status)}</Pill>
);
