import { error, type RequestEvent } from '@sveltejs/kit'
import {
  inProcessDoor,
  sessionCookie,
  type Call,
  type InProcessDoor,
  type Language,
  type OperationName,
  type OutputOf,
  type OwnMembership,
  type Reply,
} from '@morgenkreis/protocol'
import { chooseLanguage } from '@morgenkreis/words'
import { chooseTheme, type Theme } from './theme.ts'

export type Session = OutputOf<'session.read'>
/** The in-process door, with this visitor standing at it. */
export interface Gateway {
  call<Name extends OperationName>(name: Name, call: Call<Name>): Promise<Reply<Name>>
}

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
}

const doorOfThisProcess = () => (globalThis as { [inProcessDoor]?: InProcessDoor })[inProcessDoor]

export function visit({ cookies, getClientAddress, request, url }: RequestEvent): Visit {
  const visitor = {
    token: cookies.get(sessionCookie(url.protocol === 'https:')) ?? null,
    address: getClientAddress(),
  }
  let replies = 0
  const gateway: Gateway = {
    async call(name, call) {
      const door = doorOfThisProcess()
      if (door === undefined) error(503, 'no gateway in this process')
      const reply = await door.call(name, call, visitor)
      replies += 1
      return reply
    },
  }
  let reading: Promise<Session | null> | undefined
  const session = () => (reading ??= readSession(gateway, visitor.token))
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
      const now = await readSession(gateway, visitor.token)
      return now?.memberships.some(({ id }) => id === membership.id) ?? false
    },
  }
}

async function readSession(gateway: Gateway, token: string | null): Promise<Session | null> {
  if (token === null) return null
  const reply = await gateway.call('session.read', { as: null, input: {} })
  if (reply.ok) return reply.data
  if (reply.error.code === 'unauthenticated') return null
  error(503, 'the session could not be read', { code: reply.error.code })
}
