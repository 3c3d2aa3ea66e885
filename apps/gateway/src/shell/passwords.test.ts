import { expect, test } from 'vitest'
import { WorkRefused } from './bounded-work.ts'
import { createPasswords } from './passwords.ts'

const passwords = createPasswords({ rounds: 1_000 })

test('[identity] the right password is right, every other one wrong', async () => {
  const stored = await passwords.hash('Morgenkreis-2026!')
  expect(await passwords.verify('Morgenkreis-2026!', stored)).toBe(true)
  for (const wrong of ['', 'morgenkreis-2026!', 'Morgenkreis-2026! ', 'Morgenkreis-2026']) {
    expect(await passwords.verify(wrong, stored)).toBe(false)
  }
})

test('[identity] the hash states its parameters, and its salt is new each time', async () => {
  const [one, other] = await Promise.all([passwords.hash('gleich'), passwords.hash('gleich')])
  expect(one).toMatch(/^\$pbkdf2-sha256\$i=1000\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(one).not.toBe(other)
  expect(one).not.toContain('gleich')
})

test('[identity] it is PBKDF2-SHA256: a vector computed elsewhere', async () => {
  // python3: hashlib.pbkdf2_hmac('sha256', b'passwd', b'salt of 16 bytes', 4096)
  const stored = '$pbkdf2-sha256$i=4096$c2FsdCBvZiAxNiBieXRlcw$RGUXd0ZfR6k8sIKoEhrbkvCJ8/zoYQ1io79CJ1h8u9A'
  expect(await passwords.verify('passwd', stored)).toBe(true)
})

test('[identity] a password is one, however its umlauts were composed', async () => {
  const stored = await passwords.hash('Käsebrot')
  expect(await passwords.verify('Ka\u0308sebrot', stored)).toBe(true)
})

test('[identity] without an account the answer is no', async () => {
  expect(await passwords.verify('', null)).toBe(false)
})

test('[identity] unknown and wrong answer alike in time', async () => {
  const slower = createPasswords({ rounds: 20_000, atOnce: 1 })
  const stored = await slower.hash('richtig')
  const timed = async (known: string | null) => {
    const start = process.hrtime.bigint()
    await slower.verify('falsch', known)
    return Number(process.hrtime.bigint() - start)
  }
  // In turns, and the fastest of many: what else the machine does counts for both alike.
  let [wrong, unknown] = [Infinity, Infinity]
  for (let round = 0; round < 20; round += 1) {
    wrong = Math.min(wrong, await timed(stored))
    unknown = Math.min(unknown, await timed(null))
  }
  expect(unknown / wrong).toBeGreaterThan(0.6)
  expect(unknown / wrong).toBeLessThan(1.7)
})

test('[identity] old parameters still verify, and ask for a new hash', async () => {
  const stored = await createPasswords({ rounds: 500 }).hash('alt')
  expect(await passwords.verify('alt', stored)).toBe(true)
  expect(passwords.needsRehash(stored)).toBe(true)
  expect(passwords.needsRehash(await passwords.hash('neu'))).toBe(false)
})

test('[identity] without settings it takes 600,000 rounds', async () => {
  const usual = createPasswords()
  const stored = await usual.hash('Morgenkreis-2026!')
  expect(stored).toContain('$i=600000$')
  expect(usual.needsRehash(stored)).toBe(false)
})

test('[identity] a flood is refused beyond the queue, and the event loop goes on meanwhile', async () => {
  const flooded = createPasswords({ rounds: 50_000, atOnce: 1, waiting: 4 })
  let turns = 0
  const clock = setInterval(() => (turns += 1), 1)
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => flooded.verify('falsch', null)))
  clearInterval(clock)
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(15)
  expect(refused.every(({ reason }) => reason instanceof WorkRefused)).toBe(true)
  expect(turns).toBeGreaterThan(10)
})

test.each(['', 'plain', '$pbkdf2-sha256$i=0$AAAAAAAAAAAAAAAAAAAAAA$A', '$argon2id$v=19$m=1$AAAA$AAAA'])(
  '[identity] a damaged hash is a defect, not a wrong password (%#)',
  async (stored) => {
    await expect(passwords.verify('', stored)).rejects.toThrow(/damaged/)
  },
)
