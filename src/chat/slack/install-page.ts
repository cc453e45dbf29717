import type { InboundReply } from '../../inbound/route.ts'
import type { SCOPES } from './manifest.ts'

/** What the page leads to. */
export type Link = { readonly label: string; readonly url: string }

/** What one is asked to allow, each with what for, and the way to Slack. */
export function installPage(url: string, scopes: typeof SCOPES): string {
  const list = scopes.map(({ scope, feature }) => `<li><code>${escaped(scope)}</code>: ${escaped(feature)}</li>`)
  const told =
    'Official readouts of meetings and calls, with the words that changed. Slack will ask you to allow the bot this, and nothing more:'
  return page('Install Attaché', [told], { label: 'Add to Slack', url }, `<ul>${list.join('')}</ul>`)
}

/** A page of a few paragraphs. */
export function page(title: string, paragraphs: readonly string[], link?: Link, more = ''): string {
  const told = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`)
  const button = link ? `<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>` : ''
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>body{font:1.1em/1.5 sans-serif;max-width:40em;margin:3em auto;padding:0 1em}</style></head>
<body><h1>${escaped(title)}</h1>${told.join('')}${more}${button}</body></html>
`
}

/** A page as a reply: it runs nothing, loads nothing, and is shown in no other. */
export function pageReply(status: number, html: string, headers: Readonly<Record<string, string>> = {}): InboundReply {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
  const own = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }
  return { status, body: html, headers: { ...own, 'referrer-policy': 'no-referrer', ...headers } }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
