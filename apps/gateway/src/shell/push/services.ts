/** The push services of the browsers there are; a subscription names one of them, and nothing else is ever asked. */
const known = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^(?:[a-z0-9-]+\.)+push\.apple\.com$/,
  /^(?:[a-z0-9-]+\.)+notify\.windows\.com$/,
]

export interface PushService {
  readonly origin: string
  /** One of the tests' own, which may live on this machine. */
  readonly isExtra: boolean
}

/** The push service of an endpoint; null for anybody else's address. */
export function pushServiceOf(endpoint: string, extraOrigins: readonly string[]): PushService | null {
  const url = URL.parse(endpoint)
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '')
    return null
  if (extraOrigins.includes(url.origin)) return { origin: url.origin, isExtra: true }
  if (url.port !== '' || !known.some((host) => host.test(url.hostname))) return null
  return { origin: url.origin, isExtra: false }
}
