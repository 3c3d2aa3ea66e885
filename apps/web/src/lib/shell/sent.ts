import type { Groups, OutputOf } from '@morgenkreis/protocol'

/** What a form was sent with that may have been stored although its answer was no success. */
export interface Sent {
  readonly request: string
  /** The token of the preview that was acknowledged. */
  readonly preview: string
  readonly recipients: string
}

type Preview = OutputOf<'audience.preview'>

/** With what a form is sent: as the page was rendered, or once more as before. Other recipients need their own preview. */
export function sendingWith(
  rendered: { readonly request: string; readonly preview: Preview | null; readonly chosen: Groups | null },
  sent: Sent | undefined,
): { readonly request: string; readonly preview: Preview | null } {
  const { request, preview, chosen } = rendered
  if (sent === undefined) return { request, preview }
  const same = (chosen === 'all' ? 'all' : (chosen ?? []).join(' ')) === sent.recipients
  const again = preview !== null && same && sent.preview !== ''
  return { request: sent.request, preview: again ? { ...preview, token: sent.preview } : preview }
}
