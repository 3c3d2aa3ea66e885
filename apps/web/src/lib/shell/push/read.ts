/** Something may have been read: the service worker takes away what rang of it. */
export function tellRead(): void {
  if ('Notification' in globalThis && Notification.permission === 'granted')
    navigator.serviceWorker?.controller?.postMessage('read')
}
