/** The number on the icon of the installed app, where a system shows one. */
export function showBadge(unread: number): void {
  const shown = unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.()
  // A browser may not let pages do so that nobody installed.
  shown?.catch(() => undefined)
}
