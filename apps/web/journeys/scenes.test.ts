import { afterAll, expect, test } from 'vitest'
import { paula } from './cast.ts'
import { House } from './house.ts'
import { look } from './look.ts'
import { scenes, windowOn } from './scenes.ts'

const house = await House.open()
afterAll(() => house.close())

test.for(scenes)(
  '[K-09, look-01] $name: axe finds nothing, nothing scrolls sideways, the tree is as written',
  async (scene) => {
    const path = await scene.stage(house)
    await look({ name: scene.name, window: await windowOn(house, scene), path, then: scene.then })
  },
)

test('[look-01] a page with little on it does not scroll', async () => {
  const { page } = await house.window(paula.person)
  for (const path of ['/abmelden', '/ohne-netz']) {
    await page.goto(path)
    const left = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
    expect([path, left]).toEqual([path, 0])
  }
})
