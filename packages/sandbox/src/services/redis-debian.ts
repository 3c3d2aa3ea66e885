import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { placed } from './folders.ts'
import { run } from './run.ts'

const packages = ['redis-server', 'redis-tools', 'liblzf1', 'libjemalloc2']

/**
 * Debian's and Ubuntu's own packages, unpacked into `root` and not installed. Lists and cache are apart from the
 * system's, so that this needs no rights. What comes is pinned by the signed lists of the distribution.
 */
export async function redisFromDebian(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (process.platform !== 'linux') throw new Error('they are for Debian and Ubuntu only')
  await placed(root, async (folder) => {
    const [lists, cache, unpacked] = [join(folder, 'lists'), join(folder, 'cache'), join(folder, 'unpacked')]
    await mkdir(join(lists, 'partial'), { recursive: true })
    await mkdir(join(cache, 'archives/partial'), { recursive: true })
    const places = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`, ...asRoot()]
    const within = 180_000
    await run('apt-get', [...places, '--quiet', 'update'], { env, cwd: folder, within })
    await run('apt-get', [...places, '--quiet', 'download', ...packages], { env, cwd: folder, within })
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg-deb', ['-x', file, unpacked], { env, cwd: folder, within })
    }
    return unpacked
  })
}

/** apt gives up root for a user that may not enter the project's folder. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['-o', 'APT::Sandbox::User=root'] : []
}
