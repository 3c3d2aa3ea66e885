import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Printed {
  /** The file descriptor that a program prints into. */
  readonly file: number
  lines(): string[]
  /** Called when nothing more can come: the file is let go, the lines stay. */
  keep(): void
}

// A file without a name, rather than a pipe: a program must not wait for whoever started it to read, and nothing is left
// behind when both are killed.
export function printed(): Printed {
  const folder = mkdtempSync(join(tmpdir(), 'morgenkreis-printed-'))
  const file = openSync(join(folder, 'output'), 'a+')
  rmSync(folder, { recursive: true })
  let kept: string[] | undefined
  const read = () => {
    const bytes = Buffer.alloc(fstatSync(file).size)
    readSync(file, bytes, 0, bytes.length, 0)
    return bytes.toString('utf8').split('\n').filter(Boolean)
  }
  return {
    file,
    lines: () => kept ?? read(),
    keep() {
      kept = read()
      closeSync(file)
    },
  }
}
