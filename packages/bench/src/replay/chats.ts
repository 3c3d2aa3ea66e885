import { ThreadId } from '@morgenkreis/protocol'
import type { ChatMode, ChildId, FacilityId, Partner } from '@morgenkreis/protocol'
import { apfelhof, facilities } from '@morgenkreis/world'
import type { Place } from './cast.ts'
import { chatOf, conversationOf, councilRoomOf } from './hearing.ts'
import type { Hears } from './hearing.ts'
import type { Reading } from './reading.ts'

/** A thread in which people talk. */
export interface Chat {
  readonly thread: ThreadId
  readonly circle: 'group' | 'council' | 'conversation'
  readonly place: Place
  readonly mode: ChatMode
  /** Of a conversation others, once it was handed over. */
  readonly hears: Hears
}

/** A conversation about a child. Whoever was asked first answers it, until it is handed over. */
export interface Talk {
  readonly child: ChildId
  readonly household: 'a' | 'b' | null
  readonly opened: Partner
  partner: Partner
  readonly hears: Hears
  /** Null as long as nothing was said. */
  chat: Chat | null
}

export function talkAbout({ child, household, opened }: Pick<Talk, 'child' | 'household' | 'opened'>): Talk {
  const talk: Talk = {
    ...{ child, household, opened, partner: opened, chat: null },
    hears: (hat) => conversationOf(apfelhof, talk)(hat),
  }
  return talk
}

/** What is said there is read later by who hears it then; by families from when they could hear it. */
export const readingOf = ({ hears }: Pick<Chat, 'hears'>): Reading => ({ hears, families: 'what they heard' })

/** The group chats that are on, and the council's room. */
export function chatsIn(facility: FacilityId): Chat[] {
  const { groups, modules } = facilities.find(({ id }) => id === facility)!
  if (!modules.includes('chat')) return []
  const rooms = groups.map(({ id, chat }): Chat => ({
    ...{ thread: ThreadId.parse(id), circle: 'group', mode: chat },
    place: { facility, groups: [id] },
    hears: chatOf(facility, id),
  }))
  const council: Chat = {
    ...{ thread: ThreadId.parse(facility), circle: 'council', mode: 'open' },
    place: { facility, groups: 'all' },
    hears: councilRoomOf(facility),
  }
  return [...rooms.filter(({ mode }) => mode !== 'off'), council]
}
