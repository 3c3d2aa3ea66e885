import { error, type RequestEvent } from '@sveltejs/kit'
import {
  inProcessDoor,
  sessionCookie,
  type InProcessDoor,
  type Language,
  type OwnMembership,
} from '@morgenkreis/protocol'
import { chooseLanguage } from '@morgenkreis/words'
import { forDevice, nameOfSession, withoutLabels } from './copies/device.server.ts'
import { copyAsked } from './copies/kept.ts'
import type { Gateway, Session } from './gateway.server.ts'
import { chooseTheme, type Theme } from './theme.ts'

export type { Gateway, Session }

export interface Visit {
  language: Language
  theme: Theme
  gateway: Gateway
  /** Read at most once per request; null for who is not signed in. */
  session(): Promise<Session | null>
  /** Under which membership the person acts (decision 3): the one chosen, else the first. */
  acting(): Promise<OwnMembership | null>
  /** Whether the membership that was acted under still stands, after everything that was answered (K-35). */
  stands(): Promise<boolean>
  /** Whether the page is made to lie on the device, as the service worker asked. */
  copy: boolean
  /** For which session as it stands a copy is kept; null for who is not signed in. */
  keptFor(): Promise<string | null>
}

const doorOfThisProcess = () => (globalThis as { [inProcessDoor]?: InProcessDoor })[inProcessDoor]

export function visit({ cookies, getClientAddress, request, url }: RequestEvent): Visit {
  const visitor = {
    token: cookies.get(sessionCookie(url.protocol === 'https:')) ?? null,
    address: getClientAddress(),
  }
  const copy = request.headers.has(copyAsked)
  let replies = 0
  const whole: Gateway = {
    async call(name, call) {
      const door = doorOfThisProcess()
      if (door === undefined) error(503, 'no gateway in this process')
      const reply = await door.call(name, call, visitor)
      replies += 1
      return reply
    },
  }
  const gateway = copy ? forDevice(whole) : whole
  let reading: Promise<Session | null> | undefined
  const read = () => (reading ??= readSession(whole, visitor.token))
  const session = async () => {
    const found = await read()
    return copy && found !== null ? withoutLabels(found) : found
  }
  const acting = async () => {
    const memberships = (await session())?.memberships ?? []
    return memberships.find(({ id }) => id === cookies.get('hat')) ?? memberships[0] ?? null
  }
  return {
    language: chooseLanguage(cookies.get('language'), request.headers.get('accept-language')),
    theme: chooseTheme(cookies.get('theme')),
    gateway,
    session,
    acting,
    async stands() {
      // One reply alone was true when it was given; only what several say together can be out of date.
      if (reading === undefined || replies < 2) return true
      const membership = await acting()
      if (membership === null) return true
      const now = await readSession(whole, visitor.token)
      return now?.memberships.some(({ id }) => id === membership.id) ?? false
    },
    copy,
    async keptFor() {
      const found = await read()
      return found && nameOfSession(found, (await acting())?.id ?? null)
    },
  }
}

async function readSession(gateway: Gateway, token: string | null): Promise<Session | null> {
  if (token === null) return null
  const reply = await gateway.call('session.read', { as: null, input: {} })
  if (reply.ok) return reply.data
  const { code } = reply.error
  if (code === 'unauthenticated') return null
  error(code === 'rate-limited' ? 429 : 503, 'the session could not be read', { code })
}
