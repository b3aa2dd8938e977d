/** True of a subscription that can be bought for, moved and ended: also while it waits for money. */
export const isRunning = ({ status }: { readonly status: string }): boolean =>
  status === 'active' || status === 'suspended';
