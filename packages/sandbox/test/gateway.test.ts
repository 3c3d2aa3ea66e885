import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { Explained, freePort, startGateway } from '../src/index.ts'

const main = fileURLToPath(new URL('./fixtures/gateway.ts', import.meta.url))

test('a gateway is started, asked until it is ready, and ends in order', async () => {
  const exits: number[] = []
  const gateway = await startGateway({ main, env: {}, onExit: (code) => exits.push(code) })
  onTestFinished(() => gateway.kill())
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/health/ready`)
  expect([answer.status, await answer.text()]).toEqual([200, gateway.origin])
  await gateway.stop()
  expect(exits).toEqual([0])
  expect(gateway.logs().at(-1)).toBe('{"msg":"draining"}')
})

test('a killed gateway says so, and its log stays readable', async () => {
  const exits: number[] = []
  const gateway = await startGateway({ main, env: {}, onExit: (code) => exits.push(code) })
  await gateway.kill()
  expect(exits).toEqual([137])
  expect(gateway.logs().at(-1)).toBe('{"msg":"asked","url":"/health/ready"}')
})

test('a gateway that refuses its settings is explained by its own words', async () => {
  const failure = await startGateway({ main, env: { REFUSE: 'ROOT_KEY_FILE is missing.' } }).catch(
    (reason: unknown) => reason,
  )
  expect(failure).toBeInstanceOf(Explained)
  expect(String(failure)).toMatch(/ended at once with code 1: ROOT_KEY_FILE is missing\./)
})

test('a taken port is explained before anything is started', async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void other.close())
  const failure = await startGateway({ main, env: { PORT: String(port) } }).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(Explained)
  expect(String(failure)).toContain(`Port ${port} is taken`)
})
