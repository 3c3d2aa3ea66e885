import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
)

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string, scheme: 'light' | 'dark'): number {
  const [a, b] = [one, other].map((name) => luminance(tokens.get(name)?.[scheme] ?? name)) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['paper', 'surface']
const tints = { tanne: 'salbei', kuerbis: 'fresh', himmel: 'himmel-tint', beere: 'beere-tint', pflaume: 'pflaume-tint' }
const texts: [string, string][] = [
  ...['ink', 'ink-2', 'tanne', 'kuerbis', 'himmel', 'beere', 'pflaume'].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ...Object.entries(tints),
  ...['aprikose', 'senf-tint', ...Object.values(tints)].map((tint): [string, string] => ['ink', tint]),
  ['ink-2', 'salbei'],
  ['ink-2', 'senf-tint'],
  ['beere', 'senf-tint'],
  ['on-tanne', 'tanne'],
  ['on-tanne', 'tanne-deep'],
  ['on-beere', 'beere'],
]

for (const scheme of ['light', 'dark'] as const) {
  test.each(texts)(`text %s on %s can be read, ${scheme}`, (text, ground) => {
    expect(contrast(text, ground, scheme)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(grounds)(`controls and focus rings stand out from %s, ${scheme}`, (ground) => {
    expect(contrast('control', ground, scheme)).toBeGreaterThanOrEqual(3)
    expect(contrast('himmel', ground, scheme)).toBeGreaterThanOrEqual(3)
  })
}
