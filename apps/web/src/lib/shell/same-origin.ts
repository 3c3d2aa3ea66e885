/** The path to go on to, if it stays in this house; whatever leads elsewhere becomes the start page. */
export function pathWithin(origin: string, wanted: string | null): string {
  if (wanted === null || !URL.canParse(wanted, origin)) return '/heute'
  const url = new URL(wanted, origin)
  return url.origin === new URL(origin).origin ? url.pathname + url.search + url.hash : '/heute'
}
