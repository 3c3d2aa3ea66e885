import type { Ribbon } from '@morgenkreis/protocol'

export const ribbons: Record<Ribbon, string> = {
  dots: 'Punkte',
  stripes: 'Streifen',
  zigzag: 'Zickzack',
  weave: 'Geflecht',
  waves: 'Wellen',
  checks: 'Karo',
  twill: 'Schrägstreifen',
  steps: 'Stufen',
}
