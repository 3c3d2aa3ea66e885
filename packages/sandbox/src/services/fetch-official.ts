// Started by mongod-official.ts as a process of its own: fetches the archive that the environment names into a folder,
// checks it against its pinned hash, unpacks it, and prints the path of the binary in the last line.
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js'
import { reason } from './explained.ts'
import { isPinned } from './pinned.ts'

const [downloadDir = '', sha256 = ''] = process.argv.slice(2)
try {
  const download = new MongoBinaryDownload({ downloadDir, checkMD5: false })
  const archive = await download.startDownload()
  await isPinned(archive, sha256)
  process.stdout.write(`\n${await download.extract(archive)}\n`)
} catch (failure) {
  process.stderr.write(`${reason(failure)}\n`)
  process.exitCode = 1
}
