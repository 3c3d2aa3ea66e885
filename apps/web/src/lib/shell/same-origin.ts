/** The path to go on to, if it stays in this house; whatever leads elsewhere becomes the start page. */
export function pathWithin(origin: string, wanted: string | null): string {
  if (wanted === null || !URL.canParse(wanted, origin)) return '/heute'
  const url = new URL(wanted, origin)
  const path = url.pathname + url.search + url.hash
  // A path such as `/.//evil.example` keeps two slashes in front, and a browser would read another host out of it.
  return url.origin === new URL(origin).origin && !path.startsWith('//') ? path : '/heute'
}
