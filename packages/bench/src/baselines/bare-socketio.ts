// Baseline (a): Socket.IO alone. Nothing is stored; a crash loses everything, and nobody can catch up.
import { randomUUID } from 'node:crypto'
import { commentOf, serve } from './serve.ts'

serve((publication, room, io) => {
  const comment = commentOf(publication, randomUUID(), new Date())
  io.to(room).emit('comment.published', comment)
  return comment
})
