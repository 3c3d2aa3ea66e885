/** Every text that the generator sends begins with a mark, so that deliveries can be counted without parsing them. */
const sign = Buffer.from('~#')
const digits = 8
const last = '#'

export const markOf = (index: number) => `~#${String(index).padStart(digits, '0')}${last}`

/** Calls `found` with the index of each marked text between `start` and `end`, however many one packet holds. */
export function eachMark(bytes: Buffer, start: number, end: number, found: (index: number) => void): void {
  for (let at = bytes.indexOf(sign, start); at >= 0 && at < end; at = bytes.indexOf(sign, at + sign.length)) {
    const from = at + sign.length
    if (bytes[from + digits] === last.charCodeAt(0)) found(numberAt(bytes, from, from + digits))
  }
}

/** The number that the digits from `start` make; stops at the first other byte. */
export function numberAt(bytes: Buffer, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - 0x30
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  return value
}
