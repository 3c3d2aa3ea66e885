import { createServer, request as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { roles } from '@morgenkreis/sandbox'
import { sessionCookie, type PersonId } from '@morgenkreis/protocol'
import { demoPassword, named } from '@morgenkreis/world'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { seen, words } from './acts.ts'
import { clara, emailOf, forestDay, paula } from './cast.ts'
import { House } from './house.ts'

const house = await House.open()
afterAll(() => house.close())

/** Somebody else's server; what it was asked, and with which cookies. */
async function foreignServer(page = '') {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}`)
    reply.setHeader('content-type', 'text/html').end(page)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return { asked, host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const cookieOf = async (person: PersonId) => `${sessionCookie(false)}=${await house.tokenOf(person)}`
const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const signIn = form({ email: emailOf('paula'), password: demoPassword })

test('[K-09] every page says by itself that no script, font or picture comes from elsewhere', async () => {
  for (const { name, person, screens } of roles) {
    const cookie = person === null ? '' : await cookieOf(person)
    for (const { name: screen, path } of screens) {
      const { headers } = await fetch(house.origin + path, { headers: { cookie, accept: 'text/html' } })
      const policy = policyIn(headers.get('content-security-policy'))
      const said = {
        nosniff: headers.get('x-content-type-options'),
        referrer: headers.get('referrer-policy'),
        cache: headers.get('cache-control'),
        ...Object.fromEntries(policy),
      }
      expect([name, screen, said]).toEqual([
        name,
        screen,
        expect.objectContaining({
          nosniff: 'nosniff',
          referrer: 'same-origin',
          cache: 'private, no-store',
          'default-src': ["'none'"],
          'script-src': ["'self'", expect.stringMatching(/^'nonce-[\w+/=]{20,}'$/)],
          'connect-src': ["'self'"],
          'font-src': ["'self'"],
          'form-action': ["'self'"],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
        }),
      ])
    }
  }
})

function policyIn(header: string | null): Map<string, string[]> {
  const directives = (header ?? '').split(';').map((directive) => directive.trim().split(' '))
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]))
}

test('[doors-01] each page has a nonce of its own, and what it was not given to does not run', async () => {
  const window = await house.window(paula.person)
  const nonces = new Set<string>()
  for (let time = 0; time < 3; time++) {
    const header = await (await window.page.goto('/heute'))?.headerValue('content-security-policy')
    nonces.add(/'nonce-([^']+)'/.exec(header ?? '')?.[1] ?? '')
  }
  expect(nonces.size).toBe(3)
  const ran = await window.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.ran = true'
    document.body.append(script)
    return 'ran' in globalThis
  })
  expect(ran).toBe(false)
  expect(window.wrong.splice(0)).toEqual([expect.stringContaining('Content Security Policy')])
})

test('[doors-05] every cookie is out of reach of scripts, and comes along with nothing that another page sends', async () => {
  const { page, context } = await house.window(named.clara.person)
  await page.goto('/mehr')
  await page.getByLabel(words.more.themes.dark).check()
  await page.getByRole('button', { name: words.more.apply }).click()
  await page.waitForLoadState()
  await page.getByRole('button', { name: words.shell.hat.title }).click()
  await page.locator('button[name=hat]').click()
  await page.waitForURL('**/mehr')
  const names = async () => (await context.cookies()).map(({ name }) => name)
  await expect.poll(names).toEqual(expect.arrayContaining([sessionCookie(false), 'hat', 'language', 'theme']))
  for (const { httpOnly, sameSite, path } of await context.cookies())
    expect({ httpOnly, sameSite, path }).toEqual({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('[doors-02] a form of a foreign page is refused, whoever fills it in', async () => {
  const cookie = await cookieOf(paula.person)
  const before = await house.rows('comments', { announcement: forestDay })
  const sent = [
    ['/anmelden', signIn],
    ['/abmelden', form({})],
    ['/hut', form({ hat: paula.as })],
    [`/post/${forestDay}?/publish`, form({ text: 'Von woanders', accepted: 'yes' })],
  ] as const
  for (const origin of ['https://boese.example', 'null', house.origin.replace('127.0.0.1', 'localhost')])
    for (const [path, body] of sent) {
      const answer = await fetch(house.origin + path, {
        method: 'POST',
        headers: { cookie, origin },
        body,
        redirect: 'manual',
      })
      expect([path, origin, answer.status]).toEqual([path, origin, 403])
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  expect(await house.rows('comments', { announcement: forestDay })).toBe(before)
  const heute = await fetch(`${house.origin}/heute`, { headers: { cookie }, redirect: 'manual' })
  expect(heute.status).toBe(200)
})

test('[doors-02] a foreign page in the same browser sends a form, and nothing comes of it', async () => {
  const window = await house.window(paula.person)
  const foreign = await foreignServer(
    `<form method="post" action="${house.origin}/abmelden"><button>Gewinn!</button></form>`,
  )
  const { page } = window
  await page.goto(`http://${foreign.host}/`)
  await page.getByRole('button').click()
  await expect.poll(() => page.url()).toContain('/abmelden')
  await page.goto('/heute')
  await seen(page.getByRole('heading', { level: 1 }))
  expect(new URL(page.url()).pathname).toBe('/heute')
  expect(window.wrong.splice(0).every((what) => what.includes(foreign.host))).toBe(true)
})

test('[doors-03] a forged Host header sends nobody elsewhere, and nothing to anybody else', async () => {
  const foreign = await foreignServer()
  const { port } = new URL(house.origin)
  const forged = {
    host: foreign.host,
    cookie: await cookieOf(paula.person),
    'x-forwarded-host': foreign.host,
    'x-forwarded-proto': 'https',
    'x-morgenkreis-host': foreign.host,
    'x-morgenkreis-protocol': 'https',
  }
  const answers = []
  for (const [method, path] of [
    ['GET', '/heute'],
    ['GET', `/post/${forestDay}`],
    ['GET', '/post/__data.json'],
    ['GET', '/'],
    ['GET', '/anmelden?weiter=//boese.example'],
    ['POST', '/abmelden'],
  ] as const) {
    const origin = method === 'POST' ? { origin: `http://${foreign.host}` } : {}
    const request = ask({ port, host: '127.0.0.1', method, path, headers: { ...forged, ...origin } }).end()
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk as Buffer)
    const text = JSON.stringify(answer.headers) + Buffer.concat(chunks).toString()
    answers.push([method, path, answer.statusCode, text.includes(foreign.host) || text.includes('boese.example')])
  }
  expect(answers).toEqual([
    ['GET', '/heute', 200, false],
    ['GET', `/post/${forestDay}`, 200, false],
    ['GET', '/post/__data.json', 200, false],
    ['GET', '/', 303, false],
    ['GET', '/anmelden?weiter=//boese.example', 303, false],
    ['POST', '/abmelden', 403, false],
  ])
  expect(foreign.asked).toEqual([])
})

test('[doors-04] the sign-in leads on within the house alone', async () => {
  for (const onward of ['https://boese.example/', '//boese.example', '/\\boese.example', 'javascript:alert(1)']) {
    const body = new URLSearchParams([...signIn, ['weiter', onward]])
    const answer = await fetch(`${house.origin}/anmelden`, {
      method: 'POST',
      headers: { origin: house.origin, accept: 'text/html' },
      body,
      redirect: 'manual',
    })
    expect([onward, answer.status, new URL(answer.headers.get('location') ?? '', house.origin).origin]).toEqual([
      onward,
      303,
      house.origin,
    ])
  }
})

test('[I8] whoever asked too often sees why, and the page they wanted as soon as they may ask again, without a hand', async () => {
  const window = await house.window(clara.person)
  await window.goto('/heute')
  const isAnswered = () =>
    house.act(clara, 'session.read', {}).then(
      () => true,
      () => false,
    )
  const askTooOften = () =>
    expect.poll(async () => (await Promise.all(Array.from({ length: 150 }, isAnswered))).includes(false)).toBe(true)
  const post = window.page.getByRole('link', { name: words.shell.post }).filter({ visible: true }).first()
  await expect.poll(() => post.innerText(), { timeout: 30_000 }).toMatch(/\d/)
  const unread = await post.innerText()
  const busy = window.page.getByRole('heading', { name: words.errors.of.busy.title })
  await askTooOften()
  await window.page.getByRole('link', { name: words.shell.post, exact: true }).first().click()
  await seen(busy)
  await seen(window.page.getByRole('heading', { level: 1, name: words.post.title }))
  expect(window.loads).toBe(1)
  // So does who comes from elsewhere.
  await askTooOften()
  await window.page.goto('/mehr')
  await seen(busy)
  await seen(window.page.getByRole('heading', { level: 1, name: words.more.title }))
  expect(window.loads).toBe(2)
  // Not answered is not the same as nothing new.
  await expect.poll(() => post.innerText(), { timeout: 30_000 }).toBe(unread)
})
