import { may, publications } from '@morgenkreis/domain'
import { previewAudience, type Destination, type PreviewId } from '@morgenkreis/protocol'
import { destinationKey, noticeIn, sealPreview } from '../../shell/previews.ts'
import { Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import type { Feature } from '../../shell/shell.ts'

/** Shows who will see what is about to be published, bound to the acknowledgement (N3). */
export const audience: Feature = ({ on, macs, clock }) => {
  on(previewAudience, {
    where: ({ destination }) => placeOf(destination),
    foretells: true,
    run({ actor, now, audienceOf, roster }, { destination, language }, where) {
      const { module, operation, event, noticeOf } = publications[destination.kind]
      if (!roster.facility.modules.includes(module)) throw new Refused('module-off')
      if (!may(actor, operation, where)) throw new Refused('forbidden')
      const shown = {
        preview: clock.id() as PreviewId,
        by: actor.id,
        destination: destinationKey(destination),
        notice: noticeIn(noticeOf(where.groups), language),
        audience: audienceOf(event, where),
        at: now,
      }
      return { id: shown.preview, notice: shown.notice, audience: shown.audience, token: sealPreview(shown, macs) }
    },
  })

  return []
}

function placeOf(destination: Destination) {
  switch (destination.kind) {
    case 'comment':
      return place('announcement', destination.announcement)
    case 'chat':
      return place('thread', destination.thread)
    case 'announcement':
      return inFacility(destination.facility, destination.groups)
    case 'poll':
      return inFacility(destination.facility, destination.groups)
  }
}
