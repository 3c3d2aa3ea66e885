import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const instant = z.iso.datetime().nullable()
const tie = z.strictObject({ membership: z.string(), custody: z.boolean(), household: z.enum(['a', 'b']).nullable() })

/**
 * What was deleted: ids, rule, times, keys; no content. `set` is a row that stays, and how it stood at version `v`: in the trash
 * or back from it, hidden or shown again, ended, left, or held since a law forbids to delete it; of a member which rights it had,
 * of a child who its guardians were.
 */
const LedgerLine = z.strictObject({
  at: z.iso.datetime(),
  rule: z.enum(['expired', 'trash', 'hangs-on', 'left', 'name', 'account', 'month', 'renewed', 'by-hand', 'held']),
  deed: z.enum(['deleted', 'set']),
  collection: z.string(),
  id: z.string(),
  facility: z.string().nullable(),
  keys: z.array(z.string()),
  v: z.int().optional(),
  sets: z
    .strictObject({
      ...{ deletedAt: instant, gone: z.string().nullable(), hiddenAt: instant, endedAt: instant, leftAt: instant },
      ...{ heldUntil: instant, endsAt: instant, expiresAt: instant },
      ...{ rights: z.array(z.string()), guardians: z.array(tie) },
    })
    .partial()
    .optional(),
})
export type LedgerLine = z.infer<typeof LedgerLine>
/** How a guardian was linked to a child. */
export type LedgerTie = z.infer<typeof tie>
export type LedgerRule = LedgerLine['rule']

/** A place in the ledger: everything up to it has been followed. */
export interface Position {
  readonly file: string
  readonly bytes: number
}

/** The folder of the ledger cannot be written; the message is one sentence that says what to do. */
export class LedgerUnusable extends Error {
  override name = 'LedgerUnusable'
}

const unusable = (folder: string, cause: unknown) =>
  new LedgerUnusable(
    `The deletion ledger in ${folder} cannot be used (${(cause as NodeJS.ErrnoException).code}); set LEDGER_FOLDER to a folder that this process may read and write.`,
    { cause },
  )

const newline = 0x0a
const isLedger = (name: string) => /^\d{4}-\d{2}\.jsonl$/.test(name)

/** The deletion ledger: append-only files, one a month, outside the backups that it guards (N1). */
export class Ledger {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Each installation has a folder of its own: ids of one say nothing about another. */
  static async open(folder: string, installation: string): Promise<Ledger> {
    const own = join(folder, installation)
    try {
      await mkdir(own, { recursive: true, mode: 0o700 })
      await (await open(join(own, 'open'), 'a', 0o600)).close()
    } catch (error) {
      throw unusable(folder, error)
    }
    return new Ledger(own)
  }

  /** On disk when this resolves; answers where the ledger ends now. */
  async write(lines: readonly LedgerLine[], now: Date): Promise<Position> {
    const name = `${now.toISOString().slice(0, 7)}.jsonl`
    const file = await open(join(this.#folder, name), 'a+', 0o600)
    try {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      // A line that a crash cut off stays alone.
      await file.appendFile((await endsWithin(file)) ? `\n${text}` : text)
      await file.sync()
      return { file: name, bytes: (await file.stat()).size }
    } finally {
      await file.close()
      await this.#syncFolder()
    }
  }

  /** Everything after a position, file by file, with where each ends; from the beginning for null. */
  async *after(position: Position | null): AsyncGenerator<{ lines: LedgerLine[]; end: Position }> {
    const names = (await readdir(this.#folder)).filter(isLedger).sort()
    for (const name of names.filter((one) => position === null || one >= position.file)) {
      const from = name === position?.file ? position.bytes : 0
      const file = await open(join(this.#folder, name), 'r')
      try {
        const { size } = await file.stat()
        // Shorter than it was: not the ledger that was followed, so all of it counts.
        const begin = from > size ? 0 : from
        const bytes = Buffer.alloc(size - begin)
        await file.read(bytes, 0, bytes.length, begin)
        yield { lines: linesIn(bytes.toString('utf8')), end: { file: name, bytes: size } }
      } finally {
        await file.close()
      }
    }
  }

  /** How far the data had counted when that was last noted; 0 where it never was. */
  async ticks(): Promise<number> {
    const text = await readFile(join(this.#folder, 'ticks'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw unusable(this.#folder, error)
    })
    return /^\d+$/.test(text) ? Number(text) : 0
  }

  /** Whole or not at all, whoever else notes something meanwhile. */
  async noteTicks(n: number): Promise<void> {
    const written = join(this.#folder, `ticks.${randomUUID()}`)
    try {
      await writeFile(written, `${n}`, { mode: 0o600, flush: true })
      await rename(written, join(this.#folder, 'ticks'))
      await this.#syncFolder()
    } finally {
      await rm(written, { force: true })
    }
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  }
}

/** Does the file end within a line? */
async function endsWithin(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  if (size === 0) return false
  const last = Buffer.alloc(1)
  await file.read(last, 0, 1, size - 1)
  return last[0] !== newline
}

/** What a crash cut off is no line: nothing was deleted by it. */
function linesIn(text: string): LedgerLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [LedgerLine.parse(JSON.parse(line))]
    } catch {
      return []
    }
  })
}
