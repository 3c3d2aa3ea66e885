import { expect, test } from 'vitest'
import { whyBuildFailed } from './failed.ts'

test('a failed build is one sentence: the error, its place, and what to do', () => {
  const printed = [
    'vite v8 building client environment for production...',
    '✗ Build failed in 455ms',
    'error during build:',
    'Build failed with 1 error:',
    '',
    '\u001b[31m[PARSE_ERROR] \u001b[0mUnexpected token',
    '   \u001b[38;5;246m╭─[\u001b[0m src/routes/+page.svelte:2:16 \u001b[38;5;246m]\u001b[0m',
    '    at build (node.js:35208:19)',
  ]
  expect(whyBuildFailed(printed)).toBe(
    'The web app could not be built ([PARSE_ERROR] Unexpected token in src/routes/+page.svelte:2:16): ' +
      'mend that, and start again; "npm run build" shows it all.',
  )
})

test('a build that ended in other words is told by its last ones', () => {
  expect(whyBuildFailed(['first', 'Killed', ''])).toContain('(Killed)')
  expect(whyBuildFailed([])).toContain('(it said nothing)')
})
