import { afterAll, expect, inject, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import { House } from './house.ts'
import { treeOf } from './tree.ts'
import { smallTargets } from './targets.ts'
import { desktop, phone } from './window.ts'
import { named, sonnen } from '@morgenkreis/world'
const house = await House.open()
afterAll(() => house.close())
test('x', async () => {
  const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
  for (const [who, path] of [[named.paula.person, '/post'], [named.anna.person, `/einrichtung?gruppe=${sonnen}`], [named.paula.person, '/mehr']] as const) {
  const window = await house.window(who)
  const { page } = window
  let t = performance.now()
  const lap = (w: string) => { console.error(path, w, Math.round(performance.now() - t)); t = performance.now() }
  await window.show(path); lap('show')
  await treeOf(page); lap('tree')
  await smallTargets(page); lap('targets')
  await new AxeBuilder({ page }).setLegacyMode().analyze(); lap('axebuilder')
  await new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast']).analyze(); lap('axebuilder colors')
  await page.evaluate(source); lap('inject')
  await page.evaluate(() => (globalThis as any).axe.run({ resultTypes: ['violations'] })); lap('run')
  await page.evaluate(() => (globalThis as any).axe.run({ resultTypes: ['violations'], runOnly: ['color-contrast'] })); lap('run colors')
  await page.setViewportSize(desktop); lap('size')
  await page.emulateMedia({ colorScheme: 'dark' }); lap('media')
  await page.evaluate(() => (globalThis as any).axe.run({ resultTypes: ['violations'] }).then((r: any) => r.violations)); lap('run')
  await page.evaluate(() => (globalThis as any).axe.run({ resultTypes: ['violations'], runOnly: ['color-contrast'] }).then((r: any) => r.violations)); lap('run colors')
  }
})
