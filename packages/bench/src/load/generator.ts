// The load generator: a process of its own, so that its work is never counted as the gateway's.
import { Crowd } from './crowd.ts'
import type { Order, Report } from './orders.ts'

let crowd = new Crowd(0)

async function obey(order: Order): Promise<Report> {
  switch (order.order) {
    case 'connect':
      crowd = new Crowd(order.listeners)
      await crowd.join(order.port, order.seats)
      return { report: 'connected' }
    case 'preview':
      await crowd.preview(order.messages)
      return { report: 'previewed' }
    case 'volley':
      return { report: 'volley', volley: await crowd.volley(order.rate, order.seconds, order.settle) }
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
