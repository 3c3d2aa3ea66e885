import type { FacilityId, InputOf, Outcome, Report, ReportId } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import { orFail } from './cast.ts'
import type { Caller, House } from './house.ts'

export type Thing = InputOf<'report.file'>['thing']

export async function report(
  house: House,
  who: Caller,
  thing: Thing,
  why: Partial<Omit<InputOf<'report.file'>, 'thing'>> = {},
): Promise<void> {
  house.clock.advance(1000)
  orFail(await house.call('report.file', who, { thing, reason: 'insult', ...why }))
}

export const queueOf = async (house: House, who: Caller, facility: FacilityId = apfelhof) =>
  orFail(await house.call('report.list', who, { facility }))

/** What waits for somebody about a thing; fails where nothing does. */
export async function waiting(house: House, who: Caller, { ref }: Thing): Promise<Report> {
  const { reports } = await queueOf(house, who)
  const found = reports.find(({ thing }) => thing.ref === ref)
  if (found === undefined) throw new Error('nothing waits')
  return found
}

export const settle = (house: House, who: Caller, id: ReportId, outcome: Outcome, request?: string) =>
  house.call('report.settle', who, { report: id, outcome }, request)
