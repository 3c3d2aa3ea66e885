/** The value of one cookie in a Cookie header (RFC 6265, 5.4); null where there is none. */
export function tokenIn(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name && value !== undefined) return value.trim()
  }
  return null
}
