import { isOpenOn } from '@morgenkreis/domain'

const hourMs = 60 * 60 * 1000

/**
 * Half past seven on the next day on which groups are open, and the setting of a house that begins then: its gateway is told
 * another time than the machine's, and one hour more with every `House.anHourLater`.
 */
export function nextMorning() {
  let at = Temporal.Now.zonedDateTimeISO('Europe/Berlin').add({ days: 1 }).withPlainTime('07:30')
  while (!isOpenOn(day(at))) at = at.add({ days: 1 })
  const by = at.epochMilliseconds - Date.now()
  return { day: day(at), setting: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clock(by))}` } }
}

const day = (at: Temporal.ZonedDateTime) => at.toPlainDate().toString()

/** A program that runs before the gateway's. */
const clock = (by: number) => `
  const { now } = Date
  let by = ${by}
  const later = () => now() + by
  globalThis.Date = new Proxy(Date, {
    construct: (date, parts, self) => Reflect.construct(date, parts.length === 0 ? [later()] : parts, self),
    get: (date, name) => (name === 'now' ? later : date[name]),
  })
  process.on('SIGUSR2', () => (by += ${hourMs}))
`
