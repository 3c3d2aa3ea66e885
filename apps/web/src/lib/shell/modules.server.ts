import type { FacilityId, Module } from '@morgenkreis/protocol'
import type { Visit } from './visit.server.ts'

/** What is switched on in this facility now (K-02). */
export async function modulesOf(visit: Visit, facility: FacilityId): Promise<readonly Module[]> {
  return (await visit.session())?.facilities.find(({ id }) => id === facility)?.modules ?? []
}
