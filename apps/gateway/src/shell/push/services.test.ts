import { expect, test } from 'vitest'
import { pushServiceOf } from './services.ts'

const ours = ['https://127.0.0.1:4430']

test.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
])('[push-01] %s is a push service', (endpoint) => {
  expect(pushServiceOf(endpoint, [])).toEqual({ origin: new URL(endpoint).origin, isExtra: false })
})

test.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://user:word@fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com.kita.example/abc',
  'https://xfcm.googleapis.com/abc',
  'https://push.apple.com.evil.example/abc',
  'https://apple.com/abc',
  'https://evilnotify.windows.com/abc',
  'https://127.0.0.1:4430/abc',
  'https://127.0.0.1/abc',
  'https://[::1]/abc',
  'https://localhost/abc',
  'https://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'abc',
])('[push-01] %s is none', (endpoint) => {
  expect(pushServiceOf(endpoint, [])).toBeNull()
})

test('[push-01] further origins are taken whole, with their port', () => {
  expect(pushServiceOf('https://127.0.0.1:4430/abc', ours)).toEqual({ origin: ours[0], isExtra: true })
  expect(pushServiceOf('https://127.0.0.1:4431/abc', ours)).toBeNull()
  expect(pushServiceOf('http://127.0.0.1:4430/abc', ours)).toBeNull()
})
