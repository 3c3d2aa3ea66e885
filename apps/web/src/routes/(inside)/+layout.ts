import { browser } from '$app/env'
import { now } from '#lib/shell/when.ts'
import type { LayoutLoad } from './$types'

/** A copy that was kept on the device says "today" by the device's clock; `madeAt` is how old it is. */
export const load: LayoutLoad = ({ data }) => {
  return { ...data, now: browser && data.kept ? now() : data.now, madeAt: data.now }
}
