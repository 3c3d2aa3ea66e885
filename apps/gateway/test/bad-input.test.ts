import { operations } from '@morgenkreis/protocol'
import { memberships } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, forestDay, paula } from './cast.ts'
import { goodInputs } from './good-inputs.ts'
import { undisturbed } from './undisturbed.ts'
import { bareSocket, bodyOf, greeting, post, tooLarge } from './wire.ts'

const around = undisturbed()

type Fields = Record<string, unknown>
const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown
const operators = [{ $ne: 1 }, { $gt: '' }, { $in: [forestDay] }, { $where: 'sleep(5000)' }]
const wrongValues = [null, false, 1e308, '', [], { constructor: { prototype: {} } }, deep(2000), ...operators]

/** Every input with one thing wrong with it: a field too many, or one of a wrong kind, at every depth. */
function* spoiled(input: Fields): Generator<unknown> {
  yield* [null, 'x', 7, [], [input], { $ne: input }, deep(2000)]
  yield* [
    { ...input, more: 'x' },
    { ...input, $where: '1' },
    { ...input, [String(Math.E)]: deep(500) },
  ]
  for (const [field, value] of Object.entries(input)) {
    for (const wrong of wrongValues)
      if (JSON.stringify(wrong) !== JSON.stringify(value)) yield { ...input, [field]: wrong }
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const inner of spoiled(value as Fields)) yield { ...input, [field]: inner }
  }
}

// A person may call 300 times in ten seconds: so many do it together. What is refused as invalid is so for all of them.
const crowd = memberships.filter(({ role }) => role === 'guardian').slice(0, 40)

test('[K-01, K-64] a field too many, a wrong kind, an operator, deep JSON: invalid, in every field of every operation', async () => {
  const headers = await Promise.all(crowd.map(({ person }) => around.house.headersOf(person)))
  let sent = 0
  for (const { name } of operations) {
    const wrong = [...spoiled(goodInputs[name])]
    const answers = await Promise.all(
      wrong.map((input) => {
        sent += 1
        const body = JSON.stringify({ as: anna.as, request: crypto.randomUUID(), input })
        return post(around.house, `/api/${name}`, body, headers[sent % crowd.length] ?? {})
      }),
    )
    const others = answers.flatMap(({ code }, n) =>
      code === 'invalid' ? [] : [[name, code, JSON.stringify(wrong[n])?.slice(0, 200)]],
    )
    expect(others).toEqual([])
  }
  expect(sent).toBeGreaterThan(400)
}, 60_000)

test('[K-01] an envelope has three fields and no other, of their kinds', async () => {
  const headers = await around.house.headersOf(paula.person)
  const call = { as: paula.as, request: crypto.randomUUID(), input: { announcement: forestDay } }
  const { as: _as, ...withoutHat } = call
  const { input: _input, ...withoutInput } = call
  for (const wrong of [
    withoutHat,
    withoutInput,
    { ...call, more: 1 },
    { ...call, as: undefined },
    { ...call, as: { $ne: null } },
    { ...call, as: [paula.as] },
    { ...call, as: paula.as.toUpperCase().replace('F4', 'FA') },
    { ...call, request: 7 },
    { ...call, request: { $gt: '' } },
    { ...call, request: 'x'.repeat(36) },
    [call],
    null,
    'comment.list',
    7,
  ])
    expect([wrong, (await post(around.house, '/api/comment.list', JSON.stringify(wrong), headers)).code]).toEqual([
      wrong,
      'invalid',
    ])
})

test('[K-01] what is no JSON, another content, or poisoned is refused', async () => {
  const headers = await around.house.headersOf(paula.person)
  const body = JSON.stringify({ as: paula.as, input: { announcement: forestDay } })
  for (const broken of [
    '',
    '{',
    'null',
    '\u0000',
    body.slice(0, -1),
    `${body}${body}`,
    body.replace('{', '{"__proto__":{"as":null},'),
    `\ufeff${body}\u0000`,
  ])
    expect([broken, (await post(around.house, '/api/comment.list', broken, headers)).code]).toEqual([broken, 'invalid'])
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'x',
  ])
    expect([
      type,
      (await post(around.house, '/api/comment.list', body, { ...headers, 'content-type': type })).code,
    ]).toEqual([type, 'invalid'])
  expect((await post(around.house, '/api/comment.list', body, headers)).code).toBe('ok')
})

test('[K-01] a path that is no operation answers not-found, whatever it looks like', async () => {
  const headers = await around.house.headersOf(anna.person)
  for (const path of [
    'comment.edit',
    'comment',
    '__proto__',
    'constructor',
    'comment.list/',
    'comment.list/x',
    'Comment.List',
    '',
  ])
    expect([path, (await post(around.house, `/api/${path}`, '{}', headers)).code]).toEqual([path, 'not-found'])
  const { origin } = around.house.gateway
  for (const [document, version] of [
    ['openapi', '3.1.0'],
    ['asyncapi', '3.0.0'],
  ] as const)
    expect(await (await fetch(`${origin}/api/${document}.json`)).json()).toMatchObject({ [document]: version })
  const got = await fetch(`${origin}/api/comment.list`, { headers })
  expect([got.status, await got.json()]).toMatchObject([404, { ok: false, error: { code: 'not-found' } }])
})

test('[K-01] 64 KiB are read, one byte more is not, over HTTP and over the socket', async () => {
  const headers = await around.house.headersOf(paula.person)
  const call = (text: string) => ({
    as: paula.as,
    request: '018cc251-f408-4000-8000-000000000001',
    input: { announcement: forestDay, text },
  })
  expect(await post(around.house, '/api/comment.publish', bodyOf(tooLarge - 1, call), headers)).toMatchObject({
    status: 400,
    code: 'invalid',
  })
  expect(await post(around.house, '/api/comment.publish', bodyOf(tooLarge, call), headers)).toMatchObject({
    status: 413,
    code: 'invalid',
  })

  const socket = bareSocket(around.house, headers)
  expect(await greeting(socket)).toBe('connected')
  const frame = (bytes: number) => bodyOf(bytes - '420'.length, (text) => ['comment.publish', call(text)])
  const answered = new Promise((answer) =>
    socket.io.engine.once('packet', ({ data }: { data?: unknown }) => answer(data)),
  )
  socket.io.engine.write(`20${frame(tooLarge - 1)}`)
  expect(await answered).toMatch(/^30\[\{"ok":false,"error":\{"code":"invalid"/)
  const ended = new Promise((end) => socket.once('disconnect', end))
  socket.io.engine.write(`20${frame(tooLarge)}`)
  expect(await ended).toBe('transport close')
})

test('[D-02] unknown events, missing replies and broken frames have no effect', async () => {
  const headers = await around.house.headersOf(paula.person)
  const socket = bareSocket(around.house, headers)
  expect(await greeting(socket)).toBe('connected')
  const call = { as: paula.as, request: crypto.randomUUID(), input: { announcement: forestDay } }
  const answers: unknown[] = []
  const reply = (answer: unknown) => answers.push(answer)
  for (const word of [
    'comment.edit',
    'membership.remove',
    'session.open',
    'session.close',
    '__proto__',
    'constructor',
    'slice',
    'x'.repeat(5000),
  ])
    socket.emit(word, call, reply)
  socket.io.engine.write('2')
  socket.emit('comment.list')
  socket.emit('comment.list', call)
  socket.emit('comment.list', call, 'no function')
  socket.emit('comment.list', reply)
  socket.emit('comment.list', call, call, reply)
  socket.emit('comment.publish', { ...call, input: { announcement: forestDay, text: Buffer.from('Text') } }, reply)
  socket.emit('comment.publish', { ...call, input: Buffer.from(JSON.stringify(call.input)) }, reply)
  socket.emit('comment.list', call, reply)
  await expect.poll(() => answers.length).toBe(3)
  expect(answers).toMatchObject([{ error: { code: 'invalid' } }, { error: { code: 'invalid' } }, { ok: true }])
  for (const frame of ['9', '2{', '2[]', '2["comment.list"', '51-["comment.list"]', '0', 'x']) {
    const broken = bareSocket(around.house, headers)
    expect(await greeting(broken)).toBe('connected')
    const ended = new Promise((end) => broken.once('disconnect', end))
    broken.io.engine.write(frame)
    // Where more was announced, this is not it.
    broken.io.engine.write('2["comment.list"]')
    expect([frame, await ended]).toEqual([frame, 'transport close'])
  }
  const again = await new Promise((answer) => socket.emit('comment.list', call, answer))
  expect(answerOf(again as { ok: true })).toBe('ok')
  socket.close()
})

test('[I8] one handshake makes one listener, however often it greets', async () => {
  const sockets = async () => {
    const metrics = await (await fetch(`${around.house.gateway.origin}/metrics`)).text()
    return Number(/^morgenkreis_sockets (\d+)$/m.exec(metrics)?.[1])
  }
  const before = await sockets()
  const socket = bareSocket(around.house, await around.house.headersOf(paula.person))
  socket.io.on('open', () => {
    for (let n = 0; n < 20; n += 1) socket.io.engine.write('0')
  })
  await greeting(socket)
  await around.house.call('room.list', paula, {})
  expect(await sockets()).toBeLessThanOrEqual(before + 1)
  socket.close()
  await expect.poll(sockets).toBe(before)
})
