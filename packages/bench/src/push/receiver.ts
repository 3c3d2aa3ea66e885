// A push service as a process of its own: takes everything, so that what is measured is the sending alone.
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificateForThisMachine } from '@morgenkreis/sandbox'

const { key, cert } = certificateForThisMachine()
const server = createServer({ key, cert }, (request, response) => {
  request.resume()
  request.on('end', () => response.writeHead(201).end())
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ receiver: { port: (server.address() as AddressInfo).port, cert } })
})
process.on('SIGTERM', () => process.exit(0))
