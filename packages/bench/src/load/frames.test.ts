import { expect, test } from 'vitest'
import { clientFrame, FrameReader } from './frames.ts'

/** A frame as a server sends it. */
function serverFrame(text: string, opcode = 1): Buffer {
  const payload = Buffer.from(text)
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.from([0x80 | opcode, length]), payload])
  const header = Buffer.alloc(length < 0x10000 ? 4 : 10)
  header[0] = 0x80 | opcode
  header[1] = length < 0x10000 ? 126 : 127
  if (length < 0x10000) header.writeUInt16BE(length, 2)
  else header.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([header, payload])
}

const short = ['2', '', 'kurz', 'ä'.repeat(62), 'x'.repeat(125), 'y'.repeat(126)]
const long = ['z'.repeat(65_535), 'ß'.repeat(40_000), ...short]

test('frames come out whole, however the network cuts them', () => {
  const one = Buffer.alloc(70_000)
  const cut = (texts: string[], size: number) => {
    const bytes = Buffer.concat(texts.map((text) => serverFrame(text)))
    const reader = new FrameReader()
    const heard: string[] = []
    for (let at = 0; at < bytes.length; at += size) {
      // One buffer for every chunk, as the wire uses it: what is kept must have been copied.
      const length = bytes.copy(one, 0, at, Math.min(at + size, bytes.length))
      reader.read(one.subarray(0, length), (_, lent, start, end) => heard.push(lent.toString('utf8', start, end)))
      one.fill(0)
    }
    return heard
  }
  for (const size of [1, 2, 3, 7, 64]) expect(cut(short, size)).toEqual(short)
  for (const size of [1009, 4096, 65_536, 70_000]) expect(cut(long, size)).toEqual(long)
})

test('the opcode is told, and what no server sends us is refused', () => {
  const opcodes: number[] = []
  new FrameReader().read(Buffer.concat([serverFrame('', 9), serverFrame('bye', 8)]), (opcode) => opcodes.push(opcode))
  expect(opcodes).toEqual([9, 8])
  const fragment = Buffer.from([0x01, 0x01, 0x61])
  expect(() => new FrameReader().read(fragment, () => undefined)).toThrow('fragmented')
  const masked = Buffer.from([0x81, 0x81, 1, 2, 3, 4, 5])
  expect(() => new FrameReader().read(masked, () => undefined)).toThrow('masked')
})

test('a frame of a client is masked with zeros and has the right length', () => {
  expect([...clientFrame('3')]).toEqual([0x81, 0x81, 0, 0, 0, 0, 0x33])
  const long = clientFrame('ü'.repeat(100))
  expect([...long.subarray(0, 8)]).toEqual([0x81, 0xfe, 0, 200, 0, 0, 0, 0])
  expect(long.toString('utf8', 8)).toBe('ü'.repeat(100))
})
