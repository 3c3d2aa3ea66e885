import { expect, test } from 'vitest'
import { hiddenFrom } from './shown.ts'

test('[K-20, K-40, K-41] the audit shows nobody’s reading, writing to the team or voting, and reports only to those with health', () => {
  const without = hiddenFrom({ rights: ['moderate', 'export'] })
  for (const operation of [
    'thread.mark',
    'announcement.open',
    'conversation.start',
    'poll.vote',
    'report.file',
    'sick-note.report',
    'absence.report',
  ] as const)
    expect(without).toContain(operation)
  const withHealth = hiddenFrom({ rights: ['health'] })
  for (const operation of ['thread.mark', 'announcement.open', 'conversation.start', 'poll.vote'] as const)
    expect(withHealth).toContain(operation)
  expect(withHealth.filter((operation) => /^(sick-note|absence)\./.test(operation))).toEqual([])
  for (const operation of ['comment.remove', 'membership.remove', 'retention.set'] as const)
    expect([...without, ...withHealth]).not.toContain(operation)
})
