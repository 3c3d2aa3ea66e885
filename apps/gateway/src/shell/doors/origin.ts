import type { IncomingHttpHeaders } from 'node:http'

/**
 * May a call with these headers come in? A browser names its page's origin, which must be the own one; what comes without is
 * no browser on a foreign page, unless it says `Sec-Fetch-Site: cross-site`.
 */
export function originAllowed({ origin, 'sec-fetch-site': site }: IncomingHttpHeaders, own: string): boolean {
  if (origin !== undefined) return origin === own
  return site === undefined || site === 'same-origin' || site === 'none'
}
