import { self } from '$app/service-worker'
import { answerOffline, answerPart, isPart, keepOffline } from './offline.ts'
import { opened, ring } from './ring.ts'
import { renew, started } from './renew.ts'

// It keeps nothing of what was read, and serves nothing that is old: pages come from the gateway, or say that there is none.
self.addEventListener('install', (event) => {
  event.waitUntil(keepOffline().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable()]))
})
self.addEventListener('fetch', (event) => {
  const { method, mode } = event.request
  if (method === 'GET' && mode === 'navigate') {
    event.respondWith(answerOffline(event))
    event.waitUntil(started())
  } else if (isPart(event.request)) event.respondWith(answerPart(event))
})
self.addEventListener('push', (event) => event.waitUntil(ring(event.data)))
self.addEventListener('notificationclick', (event) => event.waitUntil(opened(event.notification)))
self.addEventListener('pushsubscriptionchange', (event) => {
  ;(event as ExtendableEvent).waitUntil(renew())
})
// The language or the look was changed: what is shown without a network changes with it.
self.addEventListener('message', (event) => {
  if (event.data === 'look') event.waitUntil(keepOffline())
})
