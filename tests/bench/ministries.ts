import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { ownTexts } from './texts.ts'

/** What is asked of the ministries' process: to list so many texts each. */
type Order = { readonly texts: number }

/** Fake ministries in a process of their own, so that what they cost is not taken for the program's. */
export type Ministries = AsyncDisposable & {
  /** Of each its address. */
  readonly baseUrls: readonly string[]
  /** Each lists so many texts from now on. */
  publish(texts: number): Promise<void>
}

/** Bytes of each page: menus, as on a real one, and the text. */
export const PAGE_BYTES = 30_000

/** Starts so many. */
export async function startMinistries(count: number): Promise<Ministries> {
  const child = fork(join(import.meta.dirname, 'ministries.ts'), [String(count)])
  const [baseUrls] = await once(child, 'message')
  return {
    baseUrls,
    async publish(texts) {
      child.send({ texts } satisfies Order)
      await once(child, 'message')
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** The other side: serves until it is killed. */
async function serve(count: number): Promise<void> {
  const ministries = await Promise.all(Array.from({ length: count }, startMinistry))
  process.on('message', async ({ texts }: Order) => {
    const items = await publishedItems(texts)
    for (const ministry of ministries) {
      ministry.listing('/news/', items)
      for (const item of items) ministry.serve(item.path, pageOf(item))
    }
    process.send?.('published')
  })
  process.send?.(ministries.map(({ baseUrl }) => baseUrl))
}

/** The project's fictional texts over and over, each with a number in it. */
async function publishedItems(count: number): Promise<PublishedItem[]> {
  const texts = await ownTexts()
  return Array.from({ length: count }, (_, n) => ({
    path: `/news/2025/t20250423_${n}.html`,
    title: `Fiction: talks number ${n}`,
    published: new Date(Date.UTC(2025, 3, 23, 10, 0, n % 60)),
    paragraphs: [...(texts[n % texts.length]?.text ?? '').split('\n').filter((line) => line !== ''), `Number ${n}.`],
  }))
}

function pageOf({ title, published, paragraphs }: PublishedItem): string {
  const text = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')
  const article = `<h1>${title}</h1><div class="date">${published.toISOString()}</div><div class="text">${text}</div>`
  const link = '<li class="menu-item"><a href="/departments/directorate-general">Directorate General</a></li>\n'
  const menu = link.repeat(Math.max(1, Math.floor((PAGE_BYTES - article.length) / link.length)))
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><ul>${menu}</ul></nav><main><article>${article}</article></main></body></html>`
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

if (process.send) await serve(Number(process.argv[2]))
