import { redirect } from '@sveltejs/kit'
import { receiptIn } from '#lib/shell/receipt.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ cookies }) => {
  const receipt = receiptIn(cookies)
  if (receipt === null) redirect(303, '/anmelden')
  return { receipt }
}
