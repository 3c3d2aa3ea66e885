import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** A mail as it came, headers and all, readable. */
export interface Mailed {
  readonly to: string
  readonly content: string
}

/** A mail server of our own: takes everything, and keeps it. */
export class MailServer {
  readonly arrived: Mailed[] = []
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      this.#talk(socket)
    })
  }

  static async start(): Promise<MailServer> {
    const mails = new MailServer()
    mails.#server.listen(0, '127.0.0.1')
    await once(mails.#server, 'listening')
    return mails
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  // RFC 5321, as far as a client needs it who sends one mail after the other.
  #talk(socket: Socket): void {
    let rest = ''
    let to = ''
    let lines: string[] | null = null
    const hear = (line: string): string | null => {
      if (lines !== null && line !== '.') return (lines.push(line), null)
      if (lines !== null) {
        this.arrived.push({ to, content: readable(lines.join('\n')) })
        lines = null
        return '250 taken'
      }
      if (line.startsWith('RCPT TO:')) to = line.slice(line.indexOf('<') + 1, line.indexOf('>'))
      if (line === 'DATA') lines = []
      return line === 'DATA' ? '354 go on' : line === 'QUIT' ? '221 bye' : '250 ok'
    }
    socket.setEncoding('utf8').write('220 replay\r\n')
    socket.on('data', (chunk: string) => {
      const all = (rest + chunk).split('\r\n')
      rest = all.pop() ?? ''
      for (const line of all) {
        const answer = hear(line)
        if (answer !== null) socket.write(`${answer}\r\n`)
      }
    })
  }
}

/** Without what quoted-printable adds (RFC 2045). */
const readable = (content: string): string => {
  const bytes = content.replaceAll('=\n', '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => `%${hex}`)
  return bytes.replace(/(?:%[0-9A-F]{2})+/g, (coded) => decodeURIComponent(coded))
}
