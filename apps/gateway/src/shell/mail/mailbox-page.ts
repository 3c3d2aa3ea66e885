import type { FastifyInstance } from 'fastify'
import type { KeptMail, Mailbox } from './mailbox.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '')
/** Links of this house alone become links. */
const linked = (text: string, origin: string) =>
  escaped(text).replace(/https?:\/\/[^\s<]+/g, (url) =>
    url.startsWith(`${origin}/`) ? `<a href="${url}">${url}</a>` : url,
  )

const shown = ({ to, subject, text, at }: KeptMail, origin: string) =>
  `<article><h2>${escaped(subject)}</h2><p>${escaped(to)}, ${at.toISOString()}</p><pre>${linked(text, origin)}</pre></article>`

/** Who develops or tries the demo reads here what would have been mailed; asked from this machine alone. */
export function mailboxPage(mailbox: Mailbox, origin: () => string) {
  return async (dev: FastifyInstance) => {
    dev.get('/dev/mail', (request, reply) => {
      if (!['127.0.0.1', '::1'].includes(request.ip)) return reply.status(404).send()
      const list = mailbox.mails.map((mail) => shown(mail, origin())).join('') || '<p>Noch keine Mail.</p>'
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
        .header('cache-control', 'no-store')
        .send(
          `<!doctype html><html lang="de"><meta charset="utf-8"><title>Postausgang</title><h1>Postausgang</h1>${list}</html>`,
        )
    })
    await Promise.resolve()
  }
}
