import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startNode } from '../child.ts'

/** A gateway as a process of its own, whose clock can be moved. */
export interface MovableGateway {
  origin: string
  moveClock(ahead: number): Promise<void>
  /** Every line of its log that tells of a defect. */
  defects: readonly string[]
  kill(): Promise<void>
}

const main = fileURLToPath(new URL('./gateway.ts', import.meta.url))
const says =
  <Key extends string, Value>(key: Key) =>
  (message: unknown): message is Record<Key, Value> =>
    typeof message === 'object' && message !== null && key in message
const worstOf = (line: string) => (JSON.parse(line) as { level: number }).level >= 50

export async function startMovableGateway(env: Record<string, string>, ahead: number): Promise<MovableGateway> {
  const child = startNode(main, { env: { ...env, HOST: '127.0.0.1', PORT: '0', REPLAY_AHEAD: String(ahead) } })
  const defects: string[] = []
  if (child.process.stdout)
    createInterface(child.process.stdout).on('line', (line) => {
      if (line.startsWith('{') && worstOf(line)) defects.push(line)
    })
  const { origin } = await child.next(says<'origin', string>('origin'))
  return {
    origin,
    defects,
    async moveClock(to) {
      const moved = child.next(says<'moved', number>('moved'))
      child.process.send({ ahead: to })
      await moved
    },
    async kill() {
      if (child.process.exitCode !== null || child.process.signalCode !== null) return
      child.process.kill('SIGKILL')
      await once(child.process, 'exit')
    },
  }
}
