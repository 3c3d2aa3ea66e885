// The clients that return: a process of its own, so that their work is never counted as a server's.
import { Crowd } from './crowd.ts'
import type { Order, Report } from './orders.ts'

let crowd = new Crowd()

async function obey(order: Order): Promise<Report> {
  switch (order.order) {
    case 'enter':
      crowd = new Crowd()
      await crowd.enter(order)
      return { report: 'entered' }
    case 'talk':
      crowd.talk(order.rate)
      return { report: 'talking' }
    case 'return':
      return { report: 'returned', returned: await crowd.allReturned(order.killedAt, order.within) }
    case 'judge':
      return { report: 'verdict', verdict: await crowd.judge() }
    case 'leave':
      crowd.leave()
      return { report: 'left' }
  }
}

process.on('message', (order: Order) => {
  void obey(order)
    .catch((cause: Error): Report => ({ report: 'failed', why: cause.message }))
    .then((report) => process.send?.(report))
})
