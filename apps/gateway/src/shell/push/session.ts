import { connect, type ClientHttp2Session } from 'node:http2'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { urlToHttpOptions } from 'node:url'

/** No request lasts so long: whoever is silent for this while is not there any more, or not needed. */
const idleMs = 60_000

/**
 * A session of HTTP/2 with this origin, or null where it speaks HTTP/1.1 alone. Connects once, to an address that
 * `options.lookup` has looked at. Rejects where nobody answers in time.
 */
export function openSession(
  origin: string,
  options: ConnectionOptions,
  ms: number,
): Promise<ClientHttp2Session | null> {
  const { hostname, port } = urlToHttpOptions(new URL(origin))
  return new Promise((resolve, reject) => {
    const where = { host: hostname ?? '', port: Number(port || 443) }
    const socket = connectTls({ ...options, ...where, ALPNProtocols: ['h2', 'http/1.1'] })
    const patience = setTimeout(() => socket.destroy(new Error('no connection in time')), ms)
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(patience)
      reject(new Error('the connection was closed'))
    })
    socket.once('secureConnect', () => {
      clearTimeout(patience)
      if (socket.alpnProtocol === 'h2') return resolve(sessionOn(socket, origin))
      resolve(null)
      socket.destroy()
    })
  })
}

function sessionOn(socket: ReturnType<typeof connectTls>, origin: string): ClientHttp2Session {
  const session = connect(origin, { createConnection: () => socket, settings: { enablePush: false } })
  // Each request hears of it as its own end.
  session.on('error', () => undefined)
  session.setTimeout(idleMs, () => session.destroy())
  return session
}
