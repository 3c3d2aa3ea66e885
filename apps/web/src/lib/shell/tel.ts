/** What a phone is to dial: the zero in brackets is left out by whoever dials the country's code. */
export const telOf = (phone: string) =>
  `tel:${(phone.startsWith('+') ? phone.replace('(0)', '') : phone).replaceAll(/[^+\d]/g, '')}`
