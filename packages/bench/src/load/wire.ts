import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { clientFrame, FrameReader } from './frames.ts'

/** What a wire hears: Socket.IO packets of the main namespace, as bytes that are only lent. */
export interface Listener {
  /** An event or an acknowledgement; `start` is the digit 2 or 3 after Engine.IO's 4. */
  packet: (bytes: Buffer, start: number, end: number) => void
  closed: () => void
}

// One buffer for all sockets: libuv reads and hands over at once, so that no read has to allocate.
const shared = Buffer.allocUnsafe(256 * 1024)

const zero = 0x30
const [open, close, ping, message] = [zero, zero + 1, zero + 2, zero + 4]

/**
 * A Socket.IO client reduced to what a load generator needs: a thousand of them must cost less than the gateway that they
 * load. Speaks WebSocket, Engine.IO 4 and Socket.IO 5 framing, and leaves payloads unparsed.
 */
export class Wire {
  #socket: Socket
  #reader = new FrameReader()
  #listener: Listener

  constructor(socket: Socket, listener: Listener) {
    this.#socket = socket
    this.#listener = listener
  }

  read(chunk: Buffer, joined: () => void): void {
    this.#reader.read(chunk, (opcode, bytes, start, end) => {
      if (opcode === 8) this.#socket.destroy()
      if (opcode !== 1) return
      const kind = bytes[start]
      if (kind === ping) this.send('3')
      else if (kind === open) this.send('40')
      else if (kind === close) this.#socket.destroy()
      else if (kind === message && bytes[start + 1] === zero) joined()
      else if (kind === message) this.#listener.packet(bytes, start + 1, end)
    })
  }

  send(text: string): void {
    this.#socket.write(clientFrame(text))
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** Opens a wire; resolves when the namespace has let it in. */
export function openWire(
  port: number,
  path: string,
  headers: Record<string, string>,
  listener: Listener,
): Promise<Wire> {
  return new Promise((resolve, reject) => {
    let answer = ''
    let upgraded = false
    const socket: Socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length) => {
          const chunk = shared.subarray(0, length)
          if (upgraded) wire.read(chunk, () => resolve(wire))
          else greet(chunk)
          return true
        },
      },
    })
    const wire = new Wire(socket, listener)
    const greet = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      const end = answer.indexOf('\r\n\r\n')
      if (end < 0) return
      if (!answer.startsWith('HTTP/1.1 101')) {
        reject(new Error(`the gateway let no socket in: ${answer.slice(0, answer.indexOf('\r\n'))}`))
        return
      }
      upgraded = true
      wire.read(Buffer.from(answer.slice(end + 4), 'latin1'), () => resolve(wire))
    }
    socket.on('error', reject)
    socket.on('close', () => {
      reject(new Error('the gateway closed a socket while it was joining'))
      listener.closed()
    })
    socket.write(upgradeRequest(port, path, headers))
  })
}

function upgradeRequest(port: number, path: string, headers: Record<string, string>): string {
  const all = {
    Host: `localhost:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}
