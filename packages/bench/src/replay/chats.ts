import { ThreadId } from '@morgenkreis/protocol'
import type { ChatMode, FacilityId } from '@morgenkreis/protocol'
import { facilities } from '@morgenkreis/world'
import type { Place } from './cast.ts'
import { chatOf, councilRoomOf } from './hearing.ts'
import type { Hears } from './hearing.ts'

/** A thread in which people talk. */
export interface Chat {
  readonly thread: ThreadId
  readonly circle: 'group' | 'council' | 'conversation'
  readonly place: Place
  readonly mode: ChatMode
  readonly hears: Hears
}

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
