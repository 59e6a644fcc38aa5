const operators: Readonly<Record<string, readonly string[]>> = {
  AU: ['Telstra', 'Optus', 'Vodafone'],
  NZ: ['Spark', 'One NZ', '2degrees'],
  US: ['Verizon', 'AT&T', 'T-Mobile'],
  CA: ['Rogers', 'Bell', 'Telus'],
  GB: ['EE', 'O2', 'Vodafone', 'Three'],
};

/** The network a number belongs to: made up, but always the same for one number. */
export function operatorOf(country: string, number: string): string {
  const choices = operators[country];
  return choices?.[number.charCodeAt(number.length - 5) % choices.length] ?? '';
}
