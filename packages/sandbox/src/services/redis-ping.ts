import { connect } from 'node:net'

/** Whether a Redis on this port answers a command with a line that begins so, within a second. */
export function says(port: number, command: string, beginning: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 }, () => socket.write(`${command}\r\n`))
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('data', (chunk) => settle(String(chunk).startsWith(beginning)))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
    socket.once('close', () => settle(false))
  })
}
