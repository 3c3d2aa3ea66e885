import type { Cookies } from '@sveltejs/kit'

/** As long as a browser keeps a cookie that is to stay, in seconds. */
export const aYear = 365 * 24 * 60 * 60

/** Keeps what this browser chose, or belongs to, for a year, out of reach of scripts. */
export function keep(cookies: Cookies, url: URL, name: 'facility' | 'hat' | 'language' | 'theme', value: string) {
  cookies.set(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: aYear,
  })
}
