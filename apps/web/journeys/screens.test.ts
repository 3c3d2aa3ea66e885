import { AxeBuilder } from '@axe-core/playwright'
import { overflowing, roles } from '@morgenkreis/sandbox'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { desktop, phone } from './window.ts'

const house = await House.open()
afterAll(() => house.close())

const takes = [
  { name: 'phone', size: phone, colorScheme: 'light' },
  { name: 'phone, dark', size: phone, colorScheme: 'dark' },
  { name: 'desktop, dark', size: desktop, colorScheme: 'dark' },
  { name: 'desktop', size: desktop, colorScheme: 'light' },
] as const

async function violations(page: Page) {
  const t = performance.now()
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

for (const role of roles) {
  const window = await house.window(role.person)
  for (const screen of role.screens)
    test(`[look-01] ${role.name} ${screen.name}`, async () => {
      const { page } = window
      const wrong = []
      const t = performance.now()
      await page.setViewportSize(phone)
      await window.show(screen.path)
      await screen.then?.(page)
      console.error('show', Math.round(performance.now() - t))
      for (const { name, size, colorScheme } of takes) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize(size)
        wrong.push(...(await violations(page)).map((what) => `${name}: ${what}`))
      }
      await page.setViewportSize({ width: 320, height: 640 })
      wrong.push(...(await overflowing(page)).map((what) => `320 px: ${what}`))
      console.error(await page.locator('body').ariaSnapshot())
      expect(wrong).toEqual([])
    })
}
