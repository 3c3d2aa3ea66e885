import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from './house.ts'

export interface LineOfLedger {
  readonly rule: string
  readonly deed: string
  readonly id: string
  readonly sets?: { heldUntil?: string | null; deletedAt?: string | null }
}

/** What the deletion ledger says about this, in the order in which it was written. */
export async function ledgerOf({ env }: House, id: string): Promise<LineOfLedger[]> {
  const folder = join(dirname(env['ROOT_KEY_FILE']!), 'ledger')
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.jsonl')).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.includes(id))
  return lines.map((line) => JSON.parse(line) as LineOfLedger)
}
