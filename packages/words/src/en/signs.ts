import type { signs as German } from '../de/signs.ts'

export const signs: typeof German = {
  hedgehog: 'Hedgehog',
  boat: 'Sailing boat',
  apple: 'Apple',
  snail: 'Snail',
  kite: 'Kite',
  acorn: 'Acorn',
  whale: 'Whale',
  mushroom: 'Mushroom',
  lantern: 'Lantern',
  owl: 'Owl',
  clover: 'Clover',
  train: 'Steam engine',
}
