import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const page = join(import.meta.dirname, 'rules.md')
const row = /^\| ([A-Z]\d+|[A-Z]-\d+|[a-z-]+-\d+) +\| (.*?) +\| (.*?) *\|$/

/** Every rule that a test title quotes in brackets, one or several with commas, with the files of those tests. */
function quoted(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const files = globSync('{packages,apps}/*/{src,test,faults,journeys}/**/*.test{,-d}.ts', { cwd: root })
  for (const file of [...files, ...globSync('{docs,docker}/*.test.ts', { cwd: root })].sort()) {
    const text = readFileSync(join(root, file), 'utf8')
    const rules = [...text.matchAll(/['"`]\[([\w-]+(?:, ?[\w-]+)*)\]/g)].flatMap(([, names = '']) => names.split(/, ?/))
    for (const rule of new Set(rules)) found.set(rule, [...(found.get(rule) ?? []), file])
  }
  return found
}

test('[rules-01] every rule of docs/rules.md is tested where the page says', async () => {
  const tests = quoted()
  const lines = readFileSync(page, 'utf8').split('\n')
  const filled = lines.map((line) => {
    const [, rule = '', means = ''] = row.exec(line) ?? []
    return rule === '' ? line : `| ${rule} | ${means} | ${tests.get(rule)?.join('<br>') ?? ''} |`
  })
  await expect(filled.join('\n')).toMatchFileSnapshot('rules.md')

  const rules = lines.flatMap((line) => row.exec(line)?.[1] ?? [])
  expect(rules.filter((rule) => !tests.has(rule))).toEqual([])
  expect(new Set(rules).size).toBe(rules.length)
})
