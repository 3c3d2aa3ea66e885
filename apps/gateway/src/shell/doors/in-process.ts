import { inProcessDoor, type InProcessDoor, type Reply, type OperationName } from '@morgenkreis/protocol'
import { answer, type DoorParts } from './door.ts'

/** Puts the in-process door where the web app finds it; answers a function that takes it away again. */
export function openInProcessDoor(parts: DoorParts): () => void {
  const door: InProcessDoor = {
    async call<Name extends OperationName>(
      name: Name,
      call: unknown,
      { token, address }: { token: string | null; address: string },
    ) {
      const signed = await parts.sessions.find(token).catch(() => undefined)
      if (signed === undefined) return { ok: false, error: { code: 'try-again' } }
      return (await answer(parts, name, call, { signed, address }, signed?.person ?? address)) as Reply<Name>
    },
  }
  const place = globalThis as { [inProcessDoor]?: InProcessDoor }
  place[inProcessDoor] = door
  return () => {
    if (place[inProcessDoor] === door) delete place[inProcessDoor]
  }
}
