/** Onboarding. */
export const CreateCustomer = () => null;
