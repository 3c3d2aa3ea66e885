import { expect, test } from 'vitest'
import { GroupId, type OutputOf } from '@morgenkreis/protocol'
import { sendingWith } from './sent.ts'

const preview = { id: 'p2', token: 'second' } as OutputOf<'audience.preview'>
const sun = GroupId.parse('01900000-0000-7000-8000-00000000000a')
const sent = { request: 'first', preview: 'token of the first', recipients: sun }

test('[I3] what may have been stored goes out under its first id, with the preview that was acknowledged', () => {
  const rendered = { request: 'second', preview, chosen: [sun] }
  expect(sendingWith(rendered, sent)).toEqual({ request: 'first', preview: { ...preview, token: sent.preview } })
  expect(sendingWith(rendered, undefined)).toEqual({ request: 'second', preview })
})

test('[D-05] to other recipients it goes with their own preview, and is still one thing', () => {
  const others = sendingWith({ request: 'second', preview, chosen: 'all' }, sent)
  expect(others).toEqual({ request: 'first', preview })
  expect(sendingWith({ request: 'second', preview: null, chosen: null }, sent).preview).toBeNull()
})
