import type { Logger } from 'pino'
import { epochsBeside, isRetired } from '../key-rows.ts'
import { adviceOn, destroyedWithinMs, renewedAfterMs, rootStateOf } from './deadlines.ts'
import { neededEpochs, noteEpochs, wrapUnderNewest, type EpochParts } from './epochs.ts'
import { renewKeys, type RenewParts } from './renew.ts'

export type KeepingParts = EpochParts & RenewParts & { readonly log: Logger }

/** What monitoring is shown of the keys. */
export interface KeyFigures {
  readonly oldestEpochAgeMs: number
  /** Keys and epochs that are not made new in time. */
  readonly overdue: number
}

/** Keeps what was destroyed destroyed: makes the keys above it new in time, and says what the operator has to do for the root. */
export class KeyKeeping {
  readonly #parts: KeepingParts
  #advised = ''

  constructor(parts: KeepingParts) {
    this.#parts = parts
  }

  /** Makes new what is due, and wraps under the newest epoch. */
  async run(): Promise<void> {
    const { root, log } = this.#parts
    await this.#reread()
    try {
      const renewed = (await this.#isDue()) ? await renewKeys(this.#parts) : 0
      if (renewed > 0) log.info({ keys: renewed }, 'keys above destroyed ones were made new')
    } finally {
      const wrapped = await wrapUnderNewest(this.#parts)
      if (wrapped > 0) log.info({ keys: wrapped, epoch: root.newest }, 'keys were wrapped under the newest epoch')
      await noteEpochs(this.#parts)
      await this.#advise()
    }
  }

  async figures(): Promise<KeyFigures> {
    const { rows, now } = this.#parts
    await this.#reread()
    const { oldestAgeMs: oldestEpochAgeMs, overdue } = await this.#rootState()
    const late = await rows.countDocuments({ since: { $lte: new Date(now().getTime() - destroyedWithinMs) } })
    return { oldestEpochAgeMs, overdue: overdue.length + late }
  }

  /** Before keys are wrapped under a new epoch, those that have outlived something are made new: no copy gets in under it. */
  async #isDue(): Promise<boolean> {
    const { rows, root, now } = this.#parts
    if ([...(await neededEpochs(rows))].some((epoch) => epoch < root.newest)) return true
    const since = { $lte: new Date(now().getTime() - renewedAfterMs) }
    return (await rows.findOne({ $or: [{ since }, isRetired] })) !== null
  }

  /** Every gateway knows the file as it is, whoever makes keys new. */
  async #reread(): Promise<void> {
    const { rows, root } = this.#parts
    await root.reread(await neededEpochs(rows))
  }

  async #rootState() {
    const { rows, root, now } = this.#parts
    return rootStateOf(await epochsBeside(rows).find().toArray(), root.epochs.keys(), now())
  }

  async #advise(): Promise<void> {
    const advice = adviceOn(await this.#rootState())
    // Once, not at every run.
    if (advice.join() !== this.#advised) for (const sentence of advice) this.#parts.log.warn(sentence)
    this.#advised = advice.join()
  }
}
