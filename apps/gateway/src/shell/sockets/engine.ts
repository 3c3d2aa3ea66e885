import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import type { Server, Socket as Connected } from 'socket.io'

/** What Engine.IO keeps of a connection and does not declare. */
interface Engine {
  readonly request: { readonly socket?: Socket }
  readonly writeBuffer: { data?: unknown }[]
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } }
  close(discard: boolean): void
}

const engineOf = ({ conn }: Pick<Connected, 'conn'>): Engine => conn as object as Engine

/** Bytes that wait for a reader, in the write buffers of Engine.IO and of the WebSocket below it. */
export function bytesWaiting(socket: Pick<Connected, 'conn'>): number {
  const { writeBuffer, transport } = engineOf(socket)
  let bytes = transport.socket?.bufferedAmount ?? 0
  for (const { data } of writeBuffer) {
    if (typeof data === 'string') bytes += data.length
    else if (data instanceof Uint8Array) bytes += data.byteLength
  }
  return bytes
}

/**
 * Ends a connection at once: what waits is not delivered, and a peer that does not answer the closing is not waited for. A
 * reset, since after a close the system would go on delivering what it holds, to somebody who may have been removed (K-35).
 */
export function endAtOnce(socket: Pick<Connected, 'conn'>): void {
  const engine = engineOf(socket)
  engine.writeBuffer.length = 0
  engine.request.socket?.resetAndDestroy()
  engine.close(true)
}

const courtesyMs = 1_000
const lookEveryMs = 50

/**
 * Closes the server and all connections, in order if they answer within a second: who never reads holds up nobody's end, nor
 * does a line that is kept after its answer (the server waits for each, and closes those alone that are idle when it begins).
 */
export async function closeSockets(io: Pick<Server, 'engine' | 'close'>, http: HttpServer): Promise<void> {
  const { clients } = io.engine as object as { clients: Record<string, Engine> }
  // Taken before the closing, which forgets them at once.
  const engines = Object.values(clients)
  const idle = setInterval(() => http.closeIdleConnections(), lookEveryMs)
  const impatience = setTimeout(() => {
    for (const { request } of engines) request.socket?.resetAndDestroy()
    http.closeAllConnections()
  }, courtesyMs)
  await io.close()
  clearInterval(idle)
  clearTimeout(impatience)
}
