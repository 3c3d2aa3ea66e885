// Every text that is played carries a number, so that it can be found again in the bytes that anybody receives.

export const marked = (text: string, mark: number) => `${text} [#${mark}]`

/** The numbers of the texts that stand in these bytes. */
export const markedWith = (bytes: string): number[] =>
  Array.from(bytes.matchAll(/\[#(\d+)\]/g), (match) => Number(match[1]))
