import { readFile } from 'node:fs/promises'
import { AnnouncementText, AnnouncementTitle, CommentText } from '@morgenkreis/protocol'
import { Explained } from '@morgenkreis/sandbox'
import { marked, markedWith } from './marks.ts'

/** Texts of real Kitas: a JSON line each, field `text`. Those that the product takes as a comment, in the order of the file. */
export async function readTexts(path: string): Promise<string[]> {
  const content = await readFile(path, 'utf8').catch(() => {
    throw new Explained(`There is no file ${path}: name one with a JSON line per text, field "text", in --texts.`)
  })
  const texts = content
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [textOf(line, path, index + 1)]))
  const fit = texts.map((text) => text.trim()).filter((text) => isFit(text))
  if (fit.length === 0) throw new Explained(`No text in ${path} can be published: it needs lines like {"text": "…"}.`)
  return fit
}

function textOf(line: string, path: string, number: number): string {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read === 'object' && read !== null && 'text' in read && typeof read.text === 'string') return read.text
  } catch {
    // Said below, with the number of the line.
  }
  throw new Explained(`Line ${number} of ${path} is no JSON with a field "text".`)
}

const isFit = (text: string) =>
  text !== '' &&
  markedWith(text).length === 0 &&
  CommentText.safeParse(marked(text, 1_000_000)).success &&
  AnnouncementText.safeParse(marked(text, 1_000_000)).success

/** A headline: the beginning of the text, cut at a word. */
export function titleOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= 60) return line
  const cut = line.slice(0, 60).replace(/ \S*$/, '')
  return AnnouncementTitle.parse(`${cut} …`)
}
