import { may, noticeOfComment } from '@morgenkreis/domain'
import { previewAudience, type PreviewId } from '@morgenkreis/protocol'
import { destinationKey, noticeIn, sealPreview } from '../../shell/previews.ts'
import { Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import type { Feature } from '../../shell/shell.ts'

/** Shows who will see what is about to be published, bound to the acknowledgement (N3). */
export const audience: Feature = ({ on, macs, clock }) => {
  on(previewAudience, {
    where: ({ destination }) =>
      destination.kind === 'comment'
        ? place('announcement', destination.announcement)
        : inFacility(destination.facility, destination.groups),
    run({ actor, now, audienceOf, roster }, { destination, language }, where) {
      const comment = destination.kind === 'comment'
      const needed = comment ? 'comments' : 'announcements'
      if (!roster.facility.modules.includes(needed)) throw new Refused('module-off')
      if (!may(actor, comment ? 'comment.publish' : 'announcement.publish', where)) throw new Refused('forbidden')
      const shown = {
        preview: clock.id() as PreviewId,
        by: actor.id,
        destination: destinationKey(destination),
        notice: noticeIn(comment ? noticeOfComment(where.groups) : 'announcement', language),
        audience: audienceOf(comment ? 'comment.published' : 'announcement.published', where),
        at: now,
      }
      return { id: shown.preview, notice: shown.notice, audience: shown.audience, token: sealPreview(shown, macs) }
    },
  })

  return []
}
