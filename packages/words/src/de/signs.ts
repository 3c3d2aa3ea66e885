import type { Sign } from '@morgenkreis/protocol'

export const signs: Record<Sign, string> = {
  hedgehog: 'Igel',
  boat: 'Segelboot',
  apple: 'Apfel',
  snail: 'Schnecke',
  kite: 'Drachen',
  acorn: 'Eichel',
  whale: 'Wal',
  mushroom: 'Pilz',
  lantern: 'Laterne',
  owl: 'Eule',
  clover: 'Kleeblatt',
  train: 'Lokomotive',
}
