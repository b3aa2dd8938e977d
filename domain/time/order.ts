import type { Instant } from './instant.ts';

export const earlier = (left: Instant, right: Instant): Instant => Math.min(left, right);

export const later = (left: Instant, right: Instant): Instant => Math.max(left, right);
