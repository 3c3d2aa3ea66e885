import type { Page } from 'playwright-core'

/** All that this origin keeps in the browser, as text: drafts, databases, caches. */
export const onDevice = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept = Object.values({ ...localStorage }).map(String)
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(new Error(`${name} does not open`))
      })
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll()
        kept.push(
          await new Promise<string>((resolve) => (reading.onsuccess = () => resolve(JSON.stringify(reading.result)))),
        )
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        const isText = /html|json|plain/.test(answer?.headers.get('content-type') ?? '')
        kept.push(request.url, isText ? ((await answer?.text()) ?? '') : '')
      }
    }
    return kept.join('\n')
  })

/** The paths of pages of which a copy lies on the device. */
export const copiesOn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    if (!(await caches.has('morgenkreis-copies'))) return []
    const keys = await (await caches.open('morgenkreis-copies')).keys()
    return keys.map(({ url }) => new URL(url).pathname).sort()
  })
