import type { Page } from 'playwright-core'

/** What a page is made of for those who do not see it: landmarks, headings, controls, and what speaks up by itself. */
const told = [
  ...['banner', 'navigation', 'main', 'region', 'search', 'form', 'dialog', 'contentinfo', 'complementary'],
  ...['heading', 'table', 'columnheader', 'row', 'group', 'article', 'log', 'img'],
  ...['link', 'button', 'textbox', 'searchbox', 'checkbox', 'radio', 'switch', 'combobox', 'alert', 'status'],
]
const states = ['level', 'checked', 'expanded', 'pressed', 'invalid', 'disabled']
/** So many rows stand for all of a table. */
const shownRows = 3

interface Node {
  readonly role: string
  readonly name?: string
  readonly text?: string
  readonly children?: readonly (Node | string)[]
}

/** The accessibility tree of a page as text, a line each; days and hours are those of any day. */
export async function treeOf(page: Page): Promise<string> {
  const nodes = (await page.ariaSnapshotJSON()) as Node[]
  return `${lines(nodes, '').join('\n')}\n`
}

function lines(nodes: readonly (Node | string)[], indent: string): string[] {
  const parts = nodes.filter((node) => typeof node !== 'string')
  const rows = parts.filter(({ role }) => role === 'row')
  const left = new Set(rows.slice(shownRows))
  const shown = parts.filter((node) => !left.has(node)).flatMap((node) => linesOf(node, indent))
  return left.size === 0 ? shown : [...shown, `${indent}and ${left.size} rows more`]
}

function linesOf(node: Node, indent: string): string[] {
  if (!told.includes(node.role)) return lines(node.children ?? [], indent)
  const speaks = node.role === 'alert' || node.role === 'status'
  const name = node.name ?? (speaks ? textOf(node) || undefined : undefined)
  const what = [node.role, ...(name === undefined ? [] : [`"${timeless(node.role, name)}"`]), ...statesOf(node)].join(
    ' ',
  )
  return [`${indent}${what}`, ...lines(node.children ?? [], `${indent}  `)]
}

const textOf = (node: Node | string): string =>
  typeof node === 'string' ? node : [node.text ?? '', ...(node.children ?? []).map(textOf)].join(' ').trim()

const statesOf = (node: Node) =>
  Object.entries(node).flatMap(([name, value]) =>
    states.includes(name) ? [value === true ? name : `${name}=${String(value)}`] : [],
  )

function timeless(role: string, name: string): string {
  const said = name
    .replace(/^Guten (Morgen|Tag|Abend)/, 'Guten …')
    .replace(/\d{1,2}:\d{2}/g, '…')
    .replace(/\p{L}+\., \d{1,2}\. \p{L}+ \d{4}/gu, '…')
  if (role === 'row') return said.replace(/^(Heute|Gestern|\p{L}+(tag|woch), \d{1,2}\. \p{L}+)/u, '…')
  // The days that are chosen from: whichever come next.
  if (role === 'link') return said.replace(/^(Morgen|\p{L}+\., \d{1,2}\. \p{L}+\.?)$/u, '…')
  const isOfDay = /^(Heute|Gestern|[A-Z][a-z]+tag, .*|Mittwoch, .*)$/.test(said)
  if (role !== 'region' && role !== 'heading') return said
  return isOfDay ? '…' : said.replace(/\p{L}+(tag|woch), \d{1,2}\. \p{L}+$/u, '…')
}
