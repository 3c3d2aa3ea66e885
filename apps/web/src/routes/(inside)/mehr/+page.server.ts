import { redirect } from '@sveltejs/kit'
import { Language } from '@morgenkreis/protocol'
import { keep } from '#lib/shell/keep.server.ts'
import { chooseTheme } from '#lib/shell/theme.ts'
import { version } from '../../../../package.json'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => ({ version })

export const actions: Actions = {
  look: async ({ cookies, request, url }) => {
    const form = await request.formData()
    const language = Language.safeParse(form.get('language'))
    const theme = form.get('theme')
    if (language.success) keep(cookies, url, 'language', language.data)
    keep(cookies, url, 'theme', chooseTheme(typeof theme === 'string' ? theme : undefined))
    redirect(303, '/mehr')
  },
}
