/** Whether a refusal is the gate's: then only the author can go on, by another acknowledgement (D-05). */
export const isOfTheGate = (code: string | undefined) =>
  code === 'audience-changed' || (code?.startsWith('acknowledgement-') ?? false)
