/** Takes one whole frame: its opcode, and where its payload lies in `bytes`. The bytes are only lent. */
export type TakeFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void

const nothing = Buffer.alloc(0)

/** Cuts what a server sends (RFC 6455: unmasked, unfragmented, no extension) into frames, without copying whole ones. */
export class FrameReader {
  #rest = nothing

  read(chunk: Buffer, take: TakeFrame): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    for (;;) {
      const payload = payloadOf(bytes, at)
      if (!payload || payload.end > bytes.length) break
      take(bytes[at]! & 0x0f, bytes, payload.start, payload.end)
      at = payload.end
    }
    // A copy, since the chunk may be a buffer that the next read fills anew.
    this.#rest = at === bytes.length ? nothing : Buffer.from(bytes.subarray(at))
  }
}

function payloadOf(bytes: Buffer, at: number): { start: number; end: number } | undefined {
  if (bytes.length < at + 2) return undefined
  if ((bytes[at]! & 0xf0) !== 0x80) throw new Error('a fragmented or extended WebSocket frame')
  const short = bytes[at + 1]!
  if (short < 126) return { start: at + 2, end: at + 2 + short }
  if (short === 126) {
    if (bytes.length < at + 4) return undefined
    return { start: at + 4, end: at + 4 + bytes.readUInt16BE(at + 2) }
  }
  if (short !== 127) throw new Error('a masked WebSocket frame from a server')
  if (bytes.length < at + 10) return undefined
  return { start: at + 10, end: at + 10 + Number(bytes.readBigUInt64BE(at + 2)) }
}

/** One text frame of a client. Clients must mask; a mask of zeros says so and leaves the text as it is. */
export function clientFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const header = length < 126 ? 6 : 8
  if (length > 0xffff) throw new Error('a frame of more than 64 KiB')
  const frame = Buffer.alloc(header + length)
  frame[0] = 0x81
  frame[1] = 0x80 | (length < 126 ? length : 126)
  if (length >= 126) frame.writeUInt16BE(length, 2)
  frame.write(text, header)
  return frame
}
