import { afterAll, test } from 'vitest'
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
