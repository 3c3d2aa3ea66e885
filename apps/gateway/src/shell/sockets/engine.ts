import type { Socket } from 'socket.io'

/** What Engine.IO keeps of a connection and does not declare. */
interface Engine {
  readonly writeBuffer: { data?: unknown }[]
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number; terminate?(): void } }
  close(discard: boolean): void
}

const engineOf = ({ conn }: Pick<Socket, 'conn'>): Engine => conn as object as Engine

/** Bytes that wait for a reader, in the write buffers of Engine.IO and of the WebSocket below it. */
export function bytesWaiting(socket: Pick<Socket, 'conn'>): number {
  const { writeBuffer, transport } = engineOf(socket)
  let bytes = transport.socket?.bufferedAmount ?? 0
  for (const { data } of writeBuffer) {
    if (typeof data === 'string') bytes += data.length
    else if (data instanceof Uint8Array) bytes += data.byteLength
  }
  return bytes
}

/** Ends a connection at once: what waits is not delivered, and a peer that does not answer the closing is not waited for. */
export function endAtOnce(socket: Pick<Socket, 'conn'>): void {
  const engine = engineOf(socket)
  engine.writeBuffer.length = 0
  const below = engine.transport.socket
  engine.close(true)
  below?.terminate?.()
}
