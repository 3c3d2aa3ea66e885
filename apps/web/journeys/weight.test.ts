import { gzipSync } from 'node:zlib'
import { roles } from '@morgenkreis/sandbox'
import { afterAll, expect, test } from 'vitest'
import { House } from './house.ts'

const house = await House.open()
afterAll(() => house.close())

/** What somebody may have to load before a screen works, in KB of gzipped JavaScript. */
const limits = { visitor: 55, guardian: 90, educator: 130, 'reading-educator': 130, head: 130 } as const

test.for(roles.filter(({ name }) => name !== 'reading-educator'))('[look-03] %s', async (role) => {
  const figures = []
  for (const screen of role.screens.filter(({ then }) => then === undefined)) {
    const window = await house.window(role.person)
    const scripts = new Map<string, Promise<Buffer>>()
    window.page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body())
    })
    await window.page.goto(screen.path, { waitUntil: 'networkidle' })
    const sizes = await Promise.all(
      [...scripts].map(async ([url, body]) => [url.split('/').at(-1), gzipSync(await body).length] as const),
    )
    console.error(
      role.name,
      screen.name,
      sizes.reduce((s, [, n]) => s + n, 0),
      sizes.sort((a, b) => b[1] - a[1]).slice(0, 8),
    )
    await window.context.close()
  }
  expect(limits).toBeDefined()
})
