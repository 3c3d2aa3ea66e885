import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** What arrives: the product's own envelope, taken on trust. No baseline pays for checks. */
export interface Publication {
  as: string
  request: string
  input: { announcement: string; text: string }
}

/** What is told and answered: the product's own shape of a comment. */
export interface Comment {
  id: string
  announcement: string
  author: { membership: string; name: string; role: 'guardian' }
  text: string
  at: string
  v: 1
}

/** Stores (or not), then tells the room. What it resolves to is acknowledged. */
export type Publish = (publication: Publication, room: string, io: Server) => Promise<Comment> | Comment

export const commentOf = ({ as, input }: Publication, id: string, at: Date): Comment => ({
  id,
  announcement: input.announcement,
  author: { membership: as, name: 'Bezugsperson', role: 'guardian' },
  text: input.text,
  at: at.toISOString(),
  v: 1,
})

/** Socket.IO as the product sets it up, and nothing around it: whoever connects sits in the room that the address names. */
export function serve(publish: Publish): void {
  // Whoever asks anything else than a socket is told at once that there is nothing.
  const http = createServer((_request, response) => response.writeHead(404).end())
  const io = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
  })
  io.on('connection', (socket) => {
    const room = String(socket.handshake.query.room)
    void socket.join(room)
    socket.on('comment.publish', async (publication: Publication, reply: (answer: object) => void) => {
      reply({ ok: true, data: await publish(publication, room, io) })
    })
  })
  http.listen(Number(process.env.BENCH_PORT ?? 0), '127.0.0.1', () =>
    process.send?.({ port: (http.address() as AddressInfo).port }),
  )
  process.once('SIGTERM', () => process.exit(0))
}
