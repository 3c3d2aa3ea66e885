import { lookup } from 'node:dns'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'

/** A name that leads to this machine or into its own network, where no push service lives. */
export class AddressNotPublic extends Error {
  override name = 'AddressNotPublic'
  constructor() {
    super('the name of a push service leads to an address that is not public')
  }
}

const notPublic = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** Can anybody on the internet be meant by it? */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !notPublic.check(address, 'ipv4')
  return global6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** For sockets: what is connected to is what was looked at here, and nothing is looked up twice. */
export const lookupPublic: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { all: true }, (error, found) => {
    if (error !== null) return answer(error, '')
    const [first] = found
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
      return answer(new AddressNotPublic(), '')
    if (options.all) answer(null, found)
    else answer(null, first.address, first.family)
  })
}
