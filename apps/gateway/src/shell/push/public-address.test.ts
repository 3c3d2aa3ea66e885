import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { AddressNotPublic, isPublicAddress, lookupPublic } from './public-address.ts'

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.178.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
])('[push-01] %s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['142.250.185.74', '17.57.144.1', '2a00:1450:4001:82b::200a'])('[push-01] %s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test('[push-01] a name that leads to this machine is not connected to', async () => {
  await expect(promisify(lookupPublic)('localhost', {})).rejects.toBeInstanceOf(AddressNotPublic)
  await expect(promisify(lookupPublic)('localhost', { all: true })).rejects.toBeInstanceOf(AddressNotPublic)
})
