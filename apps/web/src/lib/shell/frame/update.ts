import { loadPush } from '@morgenkreis/words'
import type { Language } from '@morgenkreis/protocol'
import { leaveFor } from './leave.ts'

/**
 * Says above the page that there is a newer version; loaded when there is one, and without a component, so that nobody else
 * pays for it. Nothing is loaded anew before somebody says so; what would be lost by that is named first.
 */
export async function showUpdate(): Promise<void> {
  const above = document.querySelector('main')
  if (above === null || document.querySelector('.notice') !== null) return
  const { update } = await loadPush(document.documentElement.lang as Language)
  const notice = document.createElement('p')
  notice.className = 'notice'
  notice.role = 'status'
  const said = document.createElement('span')
  said.textContent = update.text
  const reload = document.createElement('button')
  reload.className = 'button plain'
  reload.textContent = update.reload
  let warned = false
  reload.addEventListener('click', () => {
    if (warned || !isUnsent()) return leaveFor(location.pathname + location.search)
    warned = true
    said.textContent = update.unsent
    reload.textContent = update.anyway
  })
  above.prepend(notice)
  notice.append(said, reload)
}

/** Somebody wrote something here that is on this page alone: neither sent, nor kept as a draft. */
function isUnsent(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('main textarea, main input')
  const kept = new Set(Object.values({ ...localStorage }))
  return Array.from(fields).some(
    ({ type, value, defaultValue }) => value !== '' && value !== defaultValue && !choices.has(type) && !kept.has(value),
  )
}

/** What is chosen is chosen again with one tap. */
const choices: ReadonlySet<string> = new Set(['checkbox', 'radio', 'hidden'])
