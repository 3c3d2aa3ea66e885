import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** A mail server that writes down what it is told. */
export interface MailServer {
  readonly url: string
  /** Every line of every connection. */
  readonly said: string[]
  /** What it says to each recipient; null: nothing, until somebody sets another answer. */
  answer: string | null
  /** To whom alone it says nothing then; null: to everybody. */
  silentTo: string | null
  close(): void
}

export async function openMailServer(): Promise<MailServer> {
  const said: string[] = []
  const waiting = new Set<() => void>()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 kita\r\n')
    let inData = false
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk
        .toString()
        .split('\r\n')
        .filter((one) => one !== '')) {
        said.push(line)
        if (inData && line !== '.') continue
        if (line === '.') inData = false
        if (line === 'DATA') inData = true
        if (!line.startsWith('RCPT')) socket.write(line === 'DATA' ? '354 go\r\n' : '250 ok\r\n')
        else if (mails.answer !== null) socket.write(`${mails.answer}\r\n`)
        else if (mails.silentTo !== null && !line.includes(`<${mails.silentTo}>`)) socket.write('250 ok\r\n')
        else waiting.add(() => socket.writable && socket.write(`${mails.answer}\r\n`))
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const mails = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    now: '250 ok' as string | null,
    silentTo: null as string | null,
    get answer() {
      return mails.now
    },
    set answer(answer) {
      mails.now = answer
      if (answer !== null) for (const go of waiting) go()
    },
    close: () => void server.close(),
  }
  return mails
}
