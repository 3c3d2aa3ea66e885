// A push service as a process of its own: takes everything, so that what is measured is the sending alone.
// It speaks HTTP/2, as real ones do, and HTTP/1.1, which is all that the library can.
import { createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { certificateForThisMachine } from '@morgenkreis/sandbox'

const { key, cert } = certificateForThisMachine()
const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
  request.resume()
  request.on('end', () => response.writeHead(201).end())
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ receiver: { port: (server.address() as AddressInfo).port, cert } })
})
process.on('SIGTERM', () => process.exit(0))
