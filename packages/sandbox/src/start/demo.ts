import { demoState, Installation, markDemo } from '@morgenkreis/gateway'
import type { Ground } from '@morgenkreis/gateway'
import type { Progress } from '../services/search.ts'
import { toldWhenSlow } from '../services/slow.ts'
import { playMorning } from './morning.ts'
import { worldAt } from './week.ts'

/**
 * Opened ground with the demo world on it, if its database was empty or has been left half filled. A database that holds
 * something else stays as it is.
 */
export async function withDemo(open: () => Promise<Ground>, onProgress: Progress): Promise<Ground> {
  let ground = await open()
  const state = await demoState(ground.database)
  if (state === 'filled') return ground
  if (state === 'filling') {
    await drop(ground)
    ground = await open()
  }
  const installation = new Installation(ground)
  if (!(await installation.isEmpty())) return ground
  await markDemo(ground.database, 'filling')
  let done = 0
  const filling = installation.fill(worldAt(ground.clock.now()), (part) => (done = part))
  await toldWhenSlow(() => `Filling in the demo Kita … ${Math.round(done * 100)} %`, onProgress, filling)
  await liveThrough(await open())
  await markDemo(ground.database, 'filled')
  return ground
}

async function liveThrough(ground: Ground): Promise<void> {
  try {
    await playMorning(ground)
  } finally {
    await ground.database.close()
  }
}

// The mark goes last: whoever is killed in between drops again next time.
async function drop({ database }: Ground): Promise<void> {
  await database.keys.dropDatabase()
  await database.data.dropDatabase()
  await database.close()
}
