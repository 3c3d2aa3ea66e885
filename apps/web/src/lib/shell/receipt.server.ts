import type { Cookies } from '@sveltejs/kit'
import { deleteAccount, type OutputOf } from '@morgenkreis/protocol'

type Receipt = OutputOf<'account.delete'>

const name = 'quittung'
const between = '_'

/** The receipt of a deleted account, for the page after it: nobody is signed in there any more. */
export function keepReceipt(cookies: Cookies, url: URL, { systemAt, backupsAt }: Receipt): void {
  cookies.set(name, `${systemAt}${between}${backupsAt}`, {
    path: '/auf-wiedersehen',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: 600,
  })
}

export function receiptIn(cookies: Cookies): Receipt | null {
  const [systemAt, backupsAt] = (cookies.get(name) ?? '').split(between)
  return deleteAccount.output.safeParse({ systemAt, backupsAt }).data ?? null
}
