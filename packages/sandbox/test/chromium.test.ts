import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { launchChromium } from '../src/index.ts'

const page = `<!doctype html><html lang="de"><meta charset="utf-8">
<style>span { font: 20px sans-serif }</style><p><span>Grüße, Öl, Straße</span></p><p><span></span></p>`

test('Chromium shows a page of this machine with its letters, and reaches no other', { timeout: 60_000 }, async () => {
  const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end(page)).listen(
    0,
    '127.0.0.1',
  )
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  const tab = await browser.newPage()
  await tab.goto(`http://localhost:${address.port}/`)
  const text = tab.locator('span').first()
  expect(await text.innerText()).toBe('Grüße, Öl, Straße')
  // Without any font the letters would take no room.
  expect((await text.boundingBox())?.width).toBeGreaterThan(100)
  await expect(tab.goto('http://example.org/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
})
