import { sessionCookie, type Cursor, type Room, type ToldSlice } from '@morgenkreis/protocol'
import { openWire, type Wire } from '../load/wire.ts'

const path = '/socket.io/?EIO=4&transport=websocket'
const patienceMs = 30_000
const mostTries = 10
/** The digit 3, with which Socket.IO begins an answer. */
const acknowledgement = 0x33

/** One guardian's socket: what it hears, room by room. Into how many slices that is cut is a matter of time alone. */
export class Ear {
  readonly #heard = new Map<Room, string[]>()
  readonly #signals: string[] = []
  readonly #reached = new Map<Room, number>()
  #wire: Wire | undefined
  #heardMore: () => void = () => undefined

  /** Listens once a call is answered: a gateway may cut whoever came while something was decided, and wants to be asked again. */
  static async open(port: number, token: string): Promise<Ear> {
    for (let tries = 1; ; tries += 1) {
      const ear = new Ear()
      if (await ear.#connect(port, token)) return ear
      if (tries === mostTries) throw new Error('the gateway cut a socket again and again')
    }
  }

  async #connect(port: number, token: string): Promise<boolean> {
    let settle: (answered: boolean) => void = () => undefined
    const settled = new Promise<boolean>((answer) => (settle = answer))
    const headers = { Cookie: `${sessionCookie(false)}=${token}` }
    this.#wire = await openWire(port, path, headers, {
      packet: (bytes, start, end) => {
        if (bytes[start] === acknowledgement) settle(true)
        else this.#hear(bytes.toString('utf8', start + 1, end))
      },
      closed: () => {
        this.#signals.push('closed')
        settle(false)
      },
    })
    this.#wire.send(`421${JSON.stringify(['room.list', { as: null, input: {} }])}`)
    return settled
  }

  #hear(packet: string): void {
    const [name, told] = JSON.parse(packet) as [string, ToldSlice]
    if (name !== 'slice') {
      this.#signals.push(packet)
      return
    }
    const list = this.#heard.get(told.room) ?? []
    this.#heard.set(told.room, list)
    for (const event of told.events) list.push(JSON.stringify(event))
    this.#reached.set(told.room, told.head)
    this.#heardMore()
  }

  /** Waits until everything was told that these rooms have; answers each room's events, and what else came. */
  async all(rooms: readonly Cursor[]): Promise<[label: string, bytes: string][]> {
    const isBehind = () => rooms.some(({ room, seq }) => (this.#reached.get(room) ?? 0) < seq)
    const until = performance.now() + patienceMs
    while (isBehind() && performance.now() < until) {
      await new Promise<void>((more) => {
        const timer = setTimeout(more, 1000)
        this.#heardMore = () => (clearTimeout(timer), more())
      })
    }
    const slices = rooms.map(({ room }): [string, string] => [`live ${room}`, (this.#heard.get(room) ?? []).join('\n')])
    const foreign = [...this.#heard.keys()].filter((room) => !rooms.some((one) => one.room === room))
    return [...slices, ['live signals', this.#signals.join('\n')], ['live in other rooms', foreign.join('\n')]]
  }

  close(): void {
    this.#wire?.close()
  }
}
