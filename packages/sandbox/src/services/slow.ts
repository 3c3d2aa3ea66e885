import type { Progress } from './search.ts'

const firstAfter = 2000
const thenEvery = 5000

/** Waits for `work`, and says so once that takes longer than two seconds, and again every five. */
export async function toldWhenSlow<T>(line: () => string, onProgress: Progress, work: Promise<T>): Promise<T> {
  let timer = setTimeout(function tell() {
    onProgress(line())
    timer = setTimeout(tell, thenEvery)
  }, firstAfter)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}
