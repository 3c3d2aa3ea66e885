import { z } from 'zod'

/** What keeps children at home every week, the most frequent first. */
export const usualIllnesses = [
  'cold',
  'fever',
  'conjunctivitis',
  'hand-foot-mouth',
  'three-day-fever',
  'fifth-disease',
  'rsv',
  'influenza',
  'covid-19',
  'pinworms',
] as const

/** With which a child may not come, and which the Kita tells to the health office (§ 34 IfSG, paragraph 1). */
export const notifiableIllnesses = [
  'gastroenteritis',
  'lice',
  'chickenpox',
  'scarlet-fever',
  'whooping-cough',
  'impetigo',
  'scabies',
  'measles',
  'mumps',
  'rubella',
  'meningococcal',
  'hib-meningitis',
  'hepatitis-a-e',
  'ehec',
  'shigellosis',
  'tuberculosis',
  'diphtheria',
  'polio',
  'typhoid',
  'paratyphoid',
  'cholera',
  'orthopox',
  'plague',
  'haemorrhagic-fever',
] as const

/** `unspecified`: nobody has to say what a child has. */
export const illnesses = ['unspecified', ...usualIllnesses, 'other', ...notifiableIllnesses] as const
export const Illness = z.enum(illnesses)
export type Illness = z.infer<typeof Illness>
