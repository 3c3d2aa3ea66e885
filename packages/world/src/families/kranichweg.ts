import { kraniche } from '../facilities.ts'
import type { FamilyRow } from './row.ts'

// prettier-ignore
export const kranichwegFamilies: readonly FamilyRow[] = [
  [[['Leevi Schilfrohr', 'owl', kraniche]],
    [['Valerie Schilfrohr', ['Leevchen']], ['Gunnar Schilfrohr', [null]]]],
  [[['Jaron Moorlilie', 'boat', kraniche]], [['Teresa Moorlilie', ['Jaronek']]]],
  [[['Emina Hodzalić', 'clover', kraniche]], [['Adnan Hodzalić', ['Eminica']]]],
  [[['Hjalmar Bachstelz', 'whale', kraniche]], [['Sonntagskind', ['Hjalmi']]]],
  [[['Rieke Wollgras', 'lantern', kraniche]],
    [['Ilka Wollgras', ['Riekchen']], ['Bernd Wollgras', [null]]]],
]
