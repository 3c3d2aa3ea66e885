import type { ribbons as German } from '../de/ribbons.ts'

export const ribbons: typeof German = {
  dots: 'dots',
  stripes: 'stripes',
  zigzag: 'zigzag',
  weave: 'weave',
  waves: 'waves',
  checks: 'checks',
  twill: 'diagonals',
  steps: 'steps',
}
