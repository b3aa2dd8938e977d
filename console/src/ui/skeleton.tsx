/** Stands where something will be, in its shape. */
export const Skeleton = ({ block }: { block?: boolean }) => (
  <span className={block ? 'skeleton skeleton--block' : 'skeleton'} aria-hidden="true" />
);
