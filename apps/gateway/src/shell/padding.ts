const lengthPrefix = 4

/** The size that a text of `length` bytes is padded to: steps of 64 bytes up to 1 KiB, then of 512. */
export function paddedLength(length: number) {
  const whole = lengthPrefix + length
  const step = whole <= 1024 ? 64 : 512
  return Math.ceil(whole / step) * step
}

/** The text as UTF-8 behind its length, filled up with zeros, so that the sealed size tells little of what was said. */
export function pad(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const padded = Buffer.allocUnsafe(paddedLength(length))
  padded.writeUInt32BE(length)
  padded.write(text, lengthPrefix)
  padded.fill(0, lengthPrefix + length)
  return padded
}

/** Takes bytes whose tag was right, hence ours. */
export function unpad(padded: Buffer): string {
  return padded.toString('utf8', lengthPrefix, lengthPrefix + padded.readUInt32BE())
}
