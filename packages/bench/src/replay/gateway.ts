// A gateway as production starts it, on a clock that goes as far ahead of the machine's as whoever started it says.
import { features, idAt, openGround, readConfig, startGateway } from '@morgenkreis/gateway'
import { pino } from 'pino'

let ahead = Number(process.env['REPLAY_AHEAD'])
const now = () => Date.now() + ahead
const isMove = (message: unknown): message is { ahead: number } =>
  typeof message === 'object' && message !== null && 'ahead' in message

process.on('message', (message) => {
  if (!isMove(message)) return
  ahead = message.ahead
  process.send?.({ moved: ahead })
})
process.once('disconnect', () => process.exit(1))

const config = readConfig(process.env)
const log = pino({ level: config.logLevel, base: null })
process.on('unhandledRejection', (error) => log.error({ err: error }, 'defect'))
const ground = await openGround(config, { now: () => new Date(now()), id: () => idAt(now()) }, log)
const { origin } = await startGateway(ground, { features })
process.send?.({ origin })
