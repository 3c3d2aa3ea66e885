import { operations } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { isSendable } from './outbox-entry.ts'

test('[K-19] what is said of a child’s health or absence is never kept on a device', () => {
  const kept = operations.map(({ name }) => name).filter((name) => isSendable(name))
  expect(kept.filter((name) => /^(?:sick-note|absence|presence|report)\./.test(name))).toEqual([])
  expect(kept).toContain('comment.publish')
})
