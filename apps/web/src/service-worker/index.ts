import { self } from '$app/service-worker'
import { isAboutCopies, onCopies } from './copies.ts'
import { answerData, answerPage, answerPart, isDataOfOther, isPart, keepOffline } from './offline.ts'
import { quieten, quietenWhereSeen } from './quieten.ts'
import { opened, ring } from './ring.ts'
import { renew, signedOut, started } from './renew.ts'

// Pages come from the gateway. Only where there is no network, or none that answers, the few that may lie on a device come as they were last seen.
self.addEventListener('install', (event) => {
  event.waitUntil(keepOffline().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable()]))
})
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  // Whoever is asked to sign in has no session: what was kept for one is not opened any more.
  const asked = /^\/anmelden(?:\/__data\.json)?$/.test(new URL(url).pathname)
  if (asked) {
    event.waitUntil(Promise.all([signedOut(), onCopies({ copies: 'forget' })]))
  }
  if (method === 'GET' && mode === 'navigate') {
    event.respondWith(answerPage(event))
    if (!asked) event.waitUntil(started())
  } else if (isPart(event.request)) event.respondWith(answerPart(event))
  else if (isDataOfOther(event.request)) event.respondWith(answerData(event))
})
self.addEventListener('push', (event) => event.waitUntil(ring(event.data).then(quietenWhereSeen)))
self.addEventListener('notificationclick', (event) => event.waitUntil(opened(event.notification)))
self.addEventListener('pushsubscriptionchange', (event) => {
  ;(event as ExtendableEvent).waitUntil(renew())
})
// The language or the look was changed: what is shown without a network changes with it. Something was read: nothing rings of it any more.
self.addEventListener('message', (event) => {
  if (event.data === 'look') event.waitUntil(keepOffline())
  else if (event.data === 'read') event.waitUntil(quieten())
  else if (isAboutCopies(event.data)) event.waitUntil(onCopies(event.data))
})
