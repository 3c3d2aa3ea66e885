import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Explained } from '../services/explained.ts'
import { writtenBy } from '../services/mongod-folder.ts'

/** The root key file of this folder, made before the first thing is sealed with it, and never again. */
export async function rootKeyIn(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'root.key')
  if (await exists(path)) return path
  if ((await writtenBy(dataFolder)) !== undefined) {
    throw new Explained(
      `${path} is missing, and without it nothing in ${dataFolder} can be read: put it back, or move that folder away to begin anew.`,
    )
  }
  await mkdir(dataFolder, { recursive: true })
  const { createRootKey } = await import('@morgenkreis/gateway')
  await createRootKey(path)
  return path
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
