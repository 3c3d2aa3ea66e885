// Started by chromium-binary.ts as a process of its own, with TMPDIR set to where the files shall go: the library knows
// no other way to say so.
import chromium, { inflate } from '@sparticuz/chromium'
import { fileURLToPath } from 'node:url'

await chromium.executablePath()
// Libraries that a bare system may lack.
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))))
