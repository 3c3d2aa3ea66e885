import { switchChat, type ChildId, type FacilityId, type MessageId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Feature, Shell } from '../../shell/shell.ts'
import { moduleOf } from './adding.ts'
import { arriving } from './arriving.ts'
import { serveConversations } from './conversations.ts'
import { takeEmptied } from './emptied.ts'
import { serveHouseholds } from './households.ts'
import { judgeMessages } from './judging.ts'
import { serveMessages } from './messages.ts'
import { findThread } from './places.ts'
import { readMessages } from './reading.ts'
import { Standings } from './standing.ts'
import { textsOf } from './shown.ts'
import { openChats, type ChatStore } from './store.ts'
import { serveThreads } from './threads.ts'

/** Group chats, the council room, and conversations between a family and a role. */
export const chats: Feature = (shell) => {
  const store = openChats(shell.database)
  const standings = new Standings(store)
  findPlaces(shell, store)
  keep(shell, store)
  switchChats(shell)
  serveThreads(shell, store, standings)
  const reading = readMessages(shell, store)
  serveMessages(shell, { store, standings, reading })
  serveHouseholds(shell, store)
  serveConversations(shell, store, reading)
  judgeMessages(shell, store, reading)
  arriving(shell, store)
  return [store.messages, store.conversations, store.marks, store.acknowledgements]
}

function findPlaces(shell: Shell, store: ChatStore): void {
  shell.place('thread', {
    see: 'thread.read',
    modules: [],
    lasting: false,
    find: (id, roster) => findThread(id, roster, store),
  })
  const findMessage = async (id: string, roster: Roster, deleted: object) => {
    const found = await store.messages.model
      .findOne({ _id: id as MessageId, expiresAt: { $gt: shell.clock.now() }, heldUntil: null, ...deleted })
      .select('thread author')
      .lean()
    const thread = found && (await findThread(found.thread, roster, store))
    return thread && { ...thread, author: found.author }
  }
  const kind = { see: 'thread.read', modules: [], lasting: false } as const
  shell.place('message', { ...kind, find: (id, roster) => findMessage(id, roster, { deletedAt: null }) })
  shell.place('message-line', { ...kind, find: (id, roster) => findMessage(id, roster, {}) })
  // Of one that is gone for good nothing says in which thread it was: whoever asks for it finds nothing.
  shell.place('deleted-message', { ...kind, find: (id, roster) => findMessage(id, roster, {}) })
  shell.place('child-here', {
    see: 'conversation.start',
    modules: [],
    lasting: false,
    find(id, { facility, children }) {
      const child = children.get(id as ChildId)
      return child === undefined ? null : { facility: facility.id, groups: [child.group], children: [id as ChildId] }
    },
  })
}

/** For how long, what comes back from the trash, and what goes with an account. */
function keep(shell: Shell, store: ChatStore): void {
  const { messages, marks, acknowledgements } = store
  const said = { collection: messages.native }
  const marked = { collection: marks.native }
  const inChats = { module: 'chat', only: { circle: { $ne: 'conversation' } } } as const
  const inConversations = { module: 'conversations', only: { circle: 'conversation' } } as const
  shell.perishables.register('message', { ...said, ...inChats })
  shell.perishables.register('conversation-message', {
    ...said,
    ...inConversations,
    bearer: {
      collection: store.conversations.native,
      take: (going) => takeEmptied(going, { ...shell, store }),
    },
  })
  shell.perishables.register('thread-mark', { ...marked, ...inChats, isTrace: true })
  shell.perishables.register('conversation-mark', { ...marked, ...inConversations, isTrace: true })
  shell.perishables.register('chat-acknowledgement', {
    ...{ module: 'chat', collection: acknowledgements.native, isTrace: true },
  })
  shell.trash.register('message', {
    modules: [],
    isOn: (one, { facility }) =>
      facility.modules.includes(moduleOf(one)) &&
      (one.circle !== 'group' || facility.groups.some(({ id, chat }) => one.groups.includes(id) && chat !== 'off')),
    stored: messages,
    remove: 'message.remove',
    restore: 'message.restore',
    texts: (ids) => textsOf(ids, store, shell.sealer),
  })
  shell.belongings.register({ collection: marks.native, of: ({ person }) => ({ person }) })
}

/** The facility chooses for each group how its chat is used. */
function switchChats(shell: Shell): void {
  const { model, native: collection } = shell.roster.facilities
  shell.on(switchChat, {
    where: ({ facility, group }) => inFacility(facility, [group]),
    async run(_context, { facility, group, mode }, where) {
      const doc = orNotFound(await model.findById(facility).lean())
      const data = { facility, group, mode, v: doc.v + 1 }
      const groups = doc.groups.map((one) => (one.id === group ? { ...one, chat: mode } : one))
      return plan(data)
        .store({ kind: 'update', collection, facility, id: facility, v: doc.v, set: { groups } })
        .tell('chat.switched', { ...where, groups: 'all' }, { ref: group, v: data.v, data })
        .decides('everywhere')
    },
    async again({ roster }, ref) {
      return orNotFound((await switched([ref], roster.facility.id)).get(ref))
    },
  })
  async function switched(refs: readonly string[], id: FacilityId) {
    const doc = orNotFound(await model.findById(id).lean())
    return new Map(
      doc.groups.flatMap(({ id: group, chat = 'off' }) =>
        refs.includes(group) ? [[group as string, { facility: id, group, mode: chat, v: doc.v }] as const] : [],
      ),
    )
  }
  shell.readers.register('chat.switched', (refs, roster) => switched(refs, roster.facility.id))
}
