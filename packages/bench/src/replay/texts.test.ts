import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { marked, markedWith } from './marks.ts'
import { readTexts, titleOf } from './texts.ts'

const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-texts-'))
afterAll(() => rm(folder, { recursive: true }))
const file = async (content: string) => {
  const path = join(folder, 'texts.jsonl')
  await writeFile(path, content)
  return path
}

test('texts come in the order of the file; what the product would refuse is left out', async () => {
  const lines = [
    { text: ' Am Waldrand \n' },
    { text: '' },
    { text: 'x'.repeat(5_000) },
    { text: 'ein \u202e Pfeil' },
    { text: 'Ende' },
  ]
  expect(await readTexts(await file(lines.map((line) => JSON.stringify(line)).join('\n')))).toEqual([
    'Am Waldrand',
    'Ende',
  ])
})

test('a missing file, a line without a text, and a file of nothing are each one sentence', async () => {
  await expect(readTexts(join(folder, 'none.jsonl'))).rejects.toThrow(/^There is no file .*--texts\.$/)
  await expect(readTexts(await file('{"text":"a"}\n{"titel":"b"}'))).rejects.toThrow('Line 2')
  await expect(readTexts(await file('\n'))).rejects.toThrow('can be published')
})

test('marks are found again in bytes, also where JSON escaped the text', () => {
  const bytes = JSON.stringify([{ text: marked('Zeile\n"eins"', 12) }, { text: marked('zwei', 3) }])
  expect(markedWith(bytes)).toEqual([12, 3])
})

test('a headline is the beginning of the text, cut at a word', () => {
  expect(titleOf('Kurz und gut')).toBe('Kurz und gut')
  expect(titleOf('Wir gehen bei jedem Wetter hinaus, denn der Wald ist unser liebster Gruppenraum')).toBe(
    'Wir gehen bei jedem Wetter hinaus, denn der Wald ist unser …',
  )
})
