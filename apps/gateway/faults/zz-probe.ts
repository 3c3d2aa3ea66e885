import { MongoClient } from 'mongodb'
import { startMongod } from '@morgenkreis/sandbox'
import { mkdtemp } from 'node:fs/promises'
import { spawn } from 'node:child_process'
const dbPath = await mkdtemp('/tmp/txn-')
const m = await startMongod({ dbPath })
const c = await MongoClient.connect(m.uri)
const col = c.db('x').collection<any>('heads')
await col.insertOne({ _id: 'a', n: 0 })
const child = spawn(process.execPath, ['-e', `
import('/work/main/node_modules/mongodb/lib/index.js').then(async (m) => {
 const c = await m.default.MongoClient.connect(${JSON.stringify(m.uri)})
 const s = c.startSession(); s.startTransaction()
 await c.db('x').collection('heads').updateOne({_id:'a'},{$inc:{n:1}},{session:s})
 console.log('locked'); setInterval(()=>{},1000)
})`], { stdio: ['ignore', 'pipe', 'inherit'] })
await new Promise(r => child.stdout!.once('data', r))
child.kill('SIGKILL')
const t = Date.now()
for (;;) {
  const s = c.startSession()
  try { s.startTransaction(); await col.updateOne({_id:'a'},{$inc:{n:1}},{session:s}); await s.commitTransaction(); break }
  catch (e: any) { await s.abortTransaction().catch(()=>{}); await new Promise(r=>setTimeout(r,100)) }
  if (Date.now()-t > 90000) break
}
console.log('free after', Date.now()-t, 'ms', await col.findOne({_id:'a'}))
await c.close(); await m.kill(); process.exit(0)
