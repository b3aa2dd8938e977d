import type { ServiceField, ServiceType } from '../catalog.ts';

/** The fields that events of a service type can carry, with their types. */
export const fieldTypesOf = ({
  mandatoryFields,
  optionalFields,
  ratingSetFields = [],
}: ServiceType): ReadonlyMap<string, ServiceField['type']> =>
  new Map([...ratingSetFields, ...optionalFields, ...mandatoryFields].map(({ name, type }) => [name, type]));
