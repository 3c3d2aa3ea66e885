import type { PushSubject } from '@morgenkreis/protocol'
import { chooseLanguage, ring as texts } from '@morgenkreis/words'
import type { Tap } from '#lib/shell/push/tap.ts'
import { self } from '$app/service-worker'
import { languageKept } from './offline.ts'

interface Rung {
  readonly category: PushSubject
  readonly id: string
}

/** What is shown of something that this version does not know. */
const unnamed = 'digest'

/** What was pushed; null where it is nothing that this version knows. */
function read(data: PushMessageData | null): Rung | null {
  try {
    const { category, id } = data?.json() as { category?: unknown; id?: unknown }
    if (typeof category !== 'string' || typeof id !== 'string' || id === '' || !Object.hasOwn(texts.de, category))
      return null
    return { category: category as PushSubject, id }
  } catch {
    return null
  }
}

/** Always shows something: a browser takes the right away from who stays silent. */
export async function ring(data: PushMessageData | null): Promise<void> {
  const { category, id } = read(data) ?? { category: 'digest', id: unnamed }
  const language = chooseLanguage(undefined, (await languageKept()) ?? null)
  const { title, body } = texts[language][category]
  // What leads to the same place is one notification, however often it comes.
  const tag = category === 'test' ? category : id
  const options: NotificationOptions & { renotify: boolean } = {
    body,
    lang: language,
    tag,
    // A newer one that takes the place of an older one is heard, too.
    renotify: true,
    icon: '/icons/mark-192.png',
    badge: '/icons/badge-96.png',
    data: { path: pathOf({ category, id }) },
  }
  await self.registration.showNotification(title, options)
  await count()
}

/** The number on the app's icon: of what is still shown. */
async function count(): Promise<void> {
  const { length } = await self.registration.getNotifications()
  await self.navigator.setAppBadge?.(length)
}

function pathOf({ category, id }: Rung): string {
  return category === 'test' ? '/mehr/mitteilungen' : `/mitteilung/${id}`
}

/** Does it stand for something that can be read? */
export const isNamed = ({ tag, data }: Notification) =>
  tag !== unnamed && (data as { path?: unknown } | null)?.path === `/mitteilung/${tag}`

/** Opens what it is about: in a window that is there and goes by itself, else in a new one. */
export async function opened(notification: Notification): Promise<void> {
  notification.close()
  await count()
  const { path } = notification.data as { path: string }
  const [window] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  // Asked before it comes to the front: a tap lets the worker do one of both.
  if (window === undefined || !(await goes(window, path))) await self.clients.openWindow(path)
  // Not every system lets a worker come to the front.
  else await window.focus().catch(() => undefined)
}

/** A page that sleeps, or of another version, does not answer: then it stays as it is. */
const answersWithinMs = 500

function goes(window: WindowClient, path: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel()
  const tap: Tap = { opens: path, until: Date.now() + answersWithinMs }
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true)
    setTimeout(() => resolve(false), answersWithinMs)
    window.postMessage(tap, [port2])
  })
}
