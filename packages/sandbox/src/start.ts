// npm start, npm run dev. What follows is imported once it is known that this Node can read it.
import './require-node.js'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// A second start reads half of its time away otherwise.
enableCompileCache(join(import.meta.dirname, '../../../.cache/compiled'))

const { orExplain } = await import('./services/explained.ts')
const { start } = await import('./start/start.ts')

await orExplain(() => start(process.argv.slice(2), process.env))
