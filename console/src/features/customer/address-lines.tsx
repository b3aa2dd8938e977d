import type { PaymentInfo } from '../../lib/answers.ts';

/** An address as it is written on a letter. */
export const AddressLines = ({ of }: { of: PaymentInfo['billingAddress'] }) => (
  <span className="two-lines">
    <span>{of.address}</span>
    <span>{`${of.zip} ${of.city}`}</span>
    <span>{of.state === undefined ? of.country : `${of.state}, ${of.country}`}</span>
  </span>
);
