import { fileURLToPath } from 'node:url'
import { placed } from './folders.ts'
import type { Progress } from './search.ts'
import { run } from './run.ts'

const version = '8.0.4'

// The Linux builds need glibc 2.35 and libssl 3: Debian 12, Ubuntu 22.04 and newer.
const builds: Readonly<Record<string, { archive: string; sha256: string }>> = {
  'linux-x64': {
    archive: `mongodb-linux-x86_64-ubuntu2204-${version}.tgz`,
    sha256: '379af0b4faeb8d5263ed4024ff0781021578fbbc0744b368c245fa8045824155',
  },
  'linux-arm64': {
    archive: `mongodb-linux-aarch64-ubuntu2204-${version}.tgz`,
    sha256: 'b816bbfe3c5f6413660749768eca495b6410f156341ad5b173fb4f96457a5019',
  },
  'darwin-x64': {
    archive: `mongodb-macos-x86_64-${version}.tgz`,
    sha256: '61af8722544f5973e9f5a5f5025460921fe97ca460c61a8d7a9ffabae011982a',
  },
  'darwin-arm64': {
    archive: `mongodb-macos-arm64-${version}.tgz`,
    sha256: '219e3b3d7b31c049ff7bcf7470d38eff704e56df2ac18d4df78425e2985ccf58',
  },
}

/** MongoDB's own build for this system. Where the server is out of reach, that shows at once: it is asked only once. */
export async function officialDownload(target: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<string> {
  const build = builds[`${process.platform}-${process.arch}`]
  if (build === undefined) throw new Error(`there is none for ${process.platform} on ${process.arch}`)
  onProgress(`Fetching MongoDB ${version}, the official build (once) …`)
  return placed(target, async (folder) => {
    // The library takes its settings from the environment, and checks certificates only if npm was told to: hence a
    // process of its own.
    const settings = {
      ...env,
      MONGOMS_ARCHIVE_NAME: build.archive,
      MONGOMS_DOWNLOAD_DIR: folder,
      MONGOMS_MAX_RETRIES: '1',
      MONGOMS_VERSION: version,
      npm_config_strict_ssl: 'true',
    }
    const script = fileURLToPath(new URL('./fetch-official.ts', import.meta.url))
    const printed = await run(process.execPath, [script, folder, build.sha256], { env: settings, within: 600_000 })
    return printed.trim().split('\n').at(-1) ?? ''
  })
}
