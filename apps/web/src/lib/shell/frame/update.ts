import { loadPush } from '@morgenkreis/words'
import type { Language } from '@morgenkreis/protocol'

/**
 * Says above the page that there is a newer version; loaded when there is one, and without a component, so that nobody else
 * pays for it. Nothing is loaded anew before somebody says so, and drafts are on the device by then.
 */
export async function showUpdate(): Promise<void> {
  const above = document.querySelector('main')
  if (above === null || document.querySelector('.notice') !== null) return
  const { update } = await loadPush(document.documentElement.lang as Language)
  const notice = document.createElement('p')
  notice.className = 'notice'
  notice.role = 'status'
  const reload = document.createElement('button')
  reload.className = 'button plain'
  reload.textContent = update.reload
  reload.addEventListener('click', () => location.reload())
  above.prepend(notice)
  notice.append(update.text, reload)
}
