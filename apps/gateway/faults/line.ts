import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/**
 * What becomes of a piece of what somebody sends: it arrives, and its answer, too · the answer waits until `answer()` · it
 * arrives, and the line breaks before the answer · the line breaks before it arrives.
 */
export type Fate = 'arrives' | 'waits-for-answer' | 'arrives-then-breaks' | 'breaks'
/** How one direction of a line is: bytes pass, wait without anybody noticing, or vanish. */
export type Flow = 'flows' | 'stands' | 'vanishes'

/** A line on loopback between somebody and a server: it can break in the ways in which lines break. */
export class Line {
  readonly port: number
  /** Where new connections go, in this order, until one is taken. */
  targets: readonly number[]
  /** Decides over each piece on its way to the server. */
  fate: (piece: Buffer) => Fate = () => 'arrives'
  /** Nobody comes through while this is set. */
  refuses = false
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #flow: Record<'there' | 'back', Flow> = { there: 'flows', back: 'flows' }

  private constructor(server: Server, targets: readonly number[]) {
    this.#server = server
    this.targets = targets
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (near: Socket) => void this.#join(near))
  }

  static async to(...targets: number[]): Promise<Line> {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return new Line(server, targets)
  }

  get flow(): Readonly<Record<'there' | 'back', Flow>> {
    return this.#flow
  }

  /** What stood goes on its way when it flows again. */
  set flow(flow: Partial<Record<'there' | 'back', Flow>>) {
    this.#flow = { ...this.#flow, ...flow }
    for (const pair of this.#pairs) pair.flowed()
  }

  /** Lets the answers come that were waited for. */
  answer(): void {
    for (const pair of this.#pairs) pair.answer()
  }

  /** Every connection breaks, in both directions and at once. */
  cut(): void {
    for (const pair of this.#pairs) pair.cut()
  }

  /** What is connected now stays connected, and nothing passes any more; what comes anew is not affected. */
  deaden(): void {
    for (const pair of this.#pairs) pair.dead = true
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((closed) => this.#server.close(closed))
  }

  async #join(near: Socket): Promise<void> {
    near.on('error', () => undefined)
    const far = this.refuses ? null : await firstOf(this.targets)
    if (far === null || near.destroyed) {
      far?.destroy()
      near.resetAndDestroy()
      return
    }
    const pair = new Pair(near, far, this)
    this.#pairs.add(pair)
    near.once('close', () => this.#pairs.delete(pair))
  }
}

/** One connection through a line. */
class Pair {
  dead = false
  readonly #near: Socket
  readonly #far: Socket
  readonly #line: Line
  #standing: { way: 'there' | 'back'; piece: Buffer }[] = []
  #unanswered = false

  constructor(near: Socket, far: Socket, line: Line) {
    this.#near = near
    this.#far = far
    this.#line = line
    near.on('data', (piece: Buffer) => this.#leave(piece))
    far.on('data', (piece: Buffer) => this.#pass('back', piece))
    far.on('error', () => undefined)
    near.once('close', () => far.destroy())
    far.once('close', () => this.#end())
  }

  cut(): void {
    this.#near.resetAndDestroy()
    this.#far.resetAndDestroy()
  }

  flowed(): void {
    const standing = this.#standing
    this.#standing = []
    for (const { way, piece } of standing) this.#pass(way, piece)
  }

  answer(): void {
    this.#unanswered = false
    this.flowed()
  }

  #leave(piece: Buffer): void {
    const fate = this.#line.fate(piece)
    if (fate === 'waits-for-answer') this.#unanswered = true
    if (fate === 'arrives' || fate === 'waits-for-answer') return this.#pass('there', piece)
    if (fate === 'breaks') return this.cut()
    this.#near.resetAndDestroy()
    this.#far.removeAllListeners('data').end(piece)
  }

  #pass(way: 'there' | 'back', piece: Buffer): void {
    if (this.dead) return
    const flow = this.#line.flow[way]
    if (flow === 'stands' || (way === 'back' && this.#unanswered)) this.#standing.push({ way, piece })
    else if (flow === 'flows') (way === 'there' ? this.#far : this.#near).write(piece)
  }

  /** The server's end is passed on only while the way back flows: otherwise the connection stays half-open. */
  #end(): void {
    if (this.#line.flow.back === 'flows' && !this.dead) this.#near.destroy()
  }
}

async function firstOf(targets: readonly number[]): Promise<Socket | null> {
  for (const port of targets) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const taken = await new Promise<boolean>((settle) => {
      socket.once('connect', () => settle(true))
      socket.once('error', () => settle(false))
    })
    if (taken) return socket
  }
  return null
}
