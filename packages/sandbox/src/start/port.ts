import { createServer } from 'node:net'
import { Explained } from '../services/explained.ts'

/** Rejects in one sentence unless a server could listen there just now. */
export async function requirePort({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const addresses = host === '127.0.0.1' ? [host, '::1'] : [host]
  // Browsers may take localhost for ::1: whoever listens there would be reached in our place.
  for (const address of addresses) {
    const code = await tryToListen(address, port)
    if (code !== null && (address === host || code === 'EADDRINUSE')) throw new Explained(whyNot(code, host, port))
  }
}

function whyNot(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken: end the program that listens there, or take another one with "PORT=${port + 1} npm start".`
  }
  if (code === 'EACCES') return `Port ${port} may not be used by this account: set PORT to one above 1023.`
  return `HOST is not an address of this machine (${code}): set it to one, or leave it out.`
}

function tryToListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (failure: NodeJS.ErrnoException) => resolve(failure.code ?? failure.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)))
  })
}
