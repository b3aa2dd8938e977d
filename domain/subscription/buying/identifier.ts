/** What names a customer's service: a phone number, a meter, a driver's card, an e-mail address. */
export const isIdentifier = (text: string): boolean => /^[A-Za-z0-9._:@+/-]{1,100}$/.test(text);

export const IDENTIFIER_WORDS = 'Use 1 to 100 letters, digits and the signs . _ : @ + / - for an identifier.';
