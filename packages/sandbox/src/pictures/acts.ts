import type { Page } from 'playwright-core'

/** Writes a comment, and sends it without the tick. */
export async function asksWithoutTick(page: Page): Promise<void> {
  await page.locator('textarea[name=text]').fill('Wir bringen Äpfel aus dem Garten mit.')
  await tries(page)
}

/** Presses the button of the page's form. */
export async function tries(page: Page): Promise<void> {
  await page.locator('form:has(textarea) button').last().click()
  await stands(page)
}

export async function entersNothing(page: Page): Promise<void> {
  await page.locator('form button').click()
  await stands(page)
}

/** Opens the options of an announcement, and makes it urgent without saying why. */
export async function opensOptions(page: Page): Promise<void> {
  await page.locator('summary').click()
  await page.locator('input[name=urgent]').check()
  await tries(page)
}

/** Names a law and a day, and goes on to what that means. */
export async function asksToLock(page: Page): Promise<void> {
  await page.locator('input[name=source]').fill('§ 147 AO')
  await page.locator('input[name=day]').fill('2040-01-31')
  await page.locator('form[action="?/check"] button').click()
  await page.locator('form[action="?/place"]').waitFor()
}

/** Shows which families an announcement has not reached. */
export async function opensNotReached(page: Page): Promise<void> {
  await page.locator('section.names summary').click()
  await page.locator('section.names').scrollIntoViewIfNeeded()
  await stands(page)
}

// What was pressed is answered within the page.
async function stands(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
