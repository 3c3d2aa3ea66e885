import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../services/folders.ts'

// What the web app is made of: its own sources, those of the floors below it, and the versions of what it builds with.
const parts = [
  'apps/web/src',
  'apps/web/static',
  'apps/web/package.json',
  'apps/web/vite.config.ts',
  ...['protocol', 'domain', 'client', 'words'].flatMap((name) => [
    `packages/${name}/src`,
    `packages/${name}/package.json`,
  ]),
  'package-lock.json',
]

/** A hash over everything that the web app is built from: when it changes, the build is stale. */
export async function sourcesOfWeb(): Promise<string> {
  const hash = createHash('sha256')
  const files = (await Promise.all(parts.map(filesIn))).flat().filter((path) => !path.endsWith('.test.ts'))
  for (const path of files.sort()) {
    hash.update(`${path}\0`).update(await readFile(join(projectFolder, path)))
  }
  return hash.digest('hex')
}

async function filesIn(part: string): Promise<string[]> {
  const path = join(projectFolder, part)
  if (!(await stat(path)).isDirectory()) return [part]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1))
}
