/**
 * Loads a path of the app as a link does that leaves this page: pages on which something is being written ask first, as they
 * do before every other link.
 */
export function leaveFor(path: string): void {
  const link = document.createElement('a')
  link.href = path
  // Kit's word for: by the browser.
  link.dataset['sveltekitReload'] = ''
  link.hidden = true
  // Kit hears of links inside the app alone.
  document.querySelector('main')?.append(link)
  link.click()
  link.remove()
}
