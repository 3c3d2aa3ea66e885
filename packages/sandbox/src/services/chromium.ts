import type { Browser } from 'playwright-core'
import { findChromium } from './chromium-binary.ts'
import type { Progress } from './search.ts'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages of this machine alone: whatever else a page asks for is not found.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
]

/** A browser without a window, with a profile of its own that is gone with it; it ends with this process. */
export async function launchChromium(options: { readonly onProgress?: Progress } = {}): Promise<Browser> {
  const { path, env } = await findChromium(options)
  // Loaded only where a browser is wanted: the start of the product does without.
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath: path, args: flags, env: defined(env), headless: true })
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
