import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A client that speaks just enough WebSocket and Socket.IO to join, and then reads only when it is told to. */
export class RawSocket {
  /** Everything that came, as it came. */
  heard = ''
  closed = false
  readonly #socket: Socket
  #heard: () => void = () => undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (piece) => this.#hear(String(piece)))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closed = true
      this.#heard()
    })
  }

  static async join(port: number, cookie: string): Promise<RawSocket> {
    const raw = new RawSocket(connect({ port, host: '127.0.0.1' }))
    raw.#socket.write(upgradeRequest('/socket.io/?EIO=4&transport=websocket', cookie))
    await raw.#hears('"sid"')
    raw.write('40')
    await raw.#hears('40{"sid"')
    return raw
  }

  /** One text frame; a mask of zeros leaves the text as it is. */
  write(text: string): void {
    const length = Buffer.byteLength(text)
    const header =
      length < 126 ? Buffer.from([0x81, 0x80 | length]) : Buffer.from([0x81, 0xfe, length >> 8, length & 255])
    this.#socket.write(Buffer.concat([header, Buffer.alloc(4), Buffer.from(text)]))
  }

  /** Reads no more: what comes fills the buffers of both systems, and then those of the gateway. */
  stopReading(): void {
    this.#socket.pause()
  }

  read(): void {
    this.#socket.resume()
  }

  end(): void {
    this.#socket.destroy()
  }

  #hears(words: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#heard = () => {
        if (this.heard.includes(words)) resolve()
        else if (this.closed) reject(new Error(`the gateway let nobody in: ${this.heard.slice(0, 100)}`))
      }
      this.#heard()
    })
  }

  #hear(text: string): void {
    this.heard += text
    this.#heard()
    // Engine.IO asks whether somebody is there.
    if (text.endsWith('\u0001\u0032')) this.write('3')
  }
}

function upgradeRequest(path: string, cookie: string): string {
  const key = randomBytes(16).toString('base64')
  const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket']
  lines.push('Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`, `Cookie: ${cookie}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** Asks to be let in, and answers how to run away: with a reset, before anybody has opened. */
export async function knock(port: number, path: string, cookie: string): Promise<() => void> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  await new Promise((connected) => socket.once('connect', connected))
  socket.write(upgradeRequest(path, cookie))
  return () => socket.resetAndDestroy()
}
