import { isRedirect } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import { signedIn } from './answer.server.ts'
import type { Visit } from './visit.server.ts'

const nobody = { session: async () => null, acting: async () => null } as Partial<Visit> as Visit

test.each([
  ['/post/1?/publish', '/post/1'],
  ['/post/neu?/publish&gruppe=a&gruppe=b', '/post/neu?gruppe=a&gruppe=b'],
  ['/post?kind=a', '/post?kind=a'],
])('without a session, %s leads through the sign-in back to %s', async (path, back) => {
  const entering = signedIn(nobody, new URL(path, 'https://kita.example'))
  await expect(entering).rejects.toSatisfy(
    (thrown) =>
      isRedirect(thrown) && new URL(thrown.location, 'https://kita.example').searchParams.get('weiter') === back,
  )
})
