import { inject, onTestFinished, test as plainTest } from 'vitest'
import { expect } from 'vitest'
import { startRedis } from '../src/index.ts'
import { says } from '../src/services/redis-ping.ts'
import { isAlive } from '../src/services/watchdog.ts'

const test = plainTest.skipIf(inject('redisUrl') === null)

async function started() {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  return redis
}

test('a killed Redis is back on the same port after a restart, and empty', async () => {
  const redis = await started()
  const before = redis.pid
  expect(await says(redis.port, 'SET kept yes', '+OK')).toBe(true)
  await redis.kill()
  expect(isAlive(before)).toBe(false)
  expect(await says(redis.port, 'PING', '+PONG')).toBe(false)
  await redis.restart()
  expect(redis.pid).not.toBe(before)
  expect(await says(redis.port, 'GET kept', '$-1')).toBe(true)
})

test('a frozen Redis accepts and does not answer, and answers again when thawed', async () => {
  const redis = await started()
  redis.freeze()
  expect(await says(redis.port, 'PING', '+PONG')).toBe(false)
  redis.thaw()
  expect(await says(redis.port, 'PING', '+PONG')).toBe(true)
})

test('a frozen Redis can be stopped', async () => {
  const redis = await started()
  redis.freeze()
  await redis.stop()
  expect(isAlive(redis.pid)).toBe(false)
})
