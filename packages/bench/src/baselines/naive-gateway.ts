// Baseline (b): what anybody would write. Durable, but without order, catch-up, sending twice once, or a removal that counts.
import { randomUUID } from 'node:crypto'
import { openDatabase } from './database.ts'
import { commentOf, serve } from './serve.ts'
import type { Comment } from './serve.ts'

const { database } = await openDatabase()
const comments = database.collection<Omit<Comment, 'id'> & { _id: string }>('comments', {
  writeConcern: { w: 'majority', journal: true },
})
await comments.createIndex({ announcement: 1, at: 1 })

serve(async (publication, room, io) => {
  const comment = commentOf(publication, randomUUID(), new Date())
  const { id, ...rest } = comment
  await comments.insertOne({ _id: id, ...rest })
  io.to(room).emit('comment.published', comment)
  return comment
})
