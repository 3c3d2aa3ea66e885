import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { beginningOfFew, orFail, paula } from './cast.ts'
import { openHouse } from './house.ts'

test('[I8] a gateway that goes down answers what was begun, and waits for nobody who only keeps the line', async () => {
  const house = await openHouse({}, { beginning: beginningOfFew })
  const headers = await house.headersOf(paula.person)
  const body = JSON.stringify({ as: null, input: {} })
  const heard: string[] = []
  const line = connect(house.gateway.port, '127.0.0.1')
  line.on('data', (bytes) => heard.push(String(bytes)))
  const hungUp = new Promise((end) => line.once('close', end))
  const begin = (cookie: string) =>
    line.write(
      [
        'POST /api/room.list HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        `Cookie: ${cookie}`,
        `Content-Length: ${body.length}`,
        '',
        body.slice(0, 5),
      ].join('\r\n'),
    )
  begin(headers.cookie!)
  orFail(await house.call('room.list', paula, {}))

  const began = performance.now()
  const closed = house.close()
  setTimeout(() => line.write(body.slice(5)), 200)
  await expect.poll(() => heard.join('')).toMatch(/^HTTP\/1\.1 503 [^]*"try-again"/)
  await closed
  await hungUp
  expect(performance.now() - began).toBeLessThan(5_000)
})
