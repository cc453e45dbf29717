import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { ownTexts } from './texts.ts'

/** What is asked of the ministries' process: to list so many texts each, to let the first ones hang, or to tell when they were asked. */
type Order = { readonly texts: number } | { readonly megabytes: number } | { readonly hanging: number } | 'asked'

/** Fake ministries in a process of their own, so that what they cost is not taken for the program's. */
export type Ministries = AsyncDisposable & {
  /** Of each its address. */
  readonly baseUrls: readonly string[]
  /** Each lists so many texts from now on. */
  publish(texts: number): Promise<void>
  /** Each has a page of that size at `/page`. */
  publishPage(megabytes: number): Promise<void>
  /** So many of them, the first ones, answer nothing from now on. */
  hang(count: number): Promise<void>
  /** Of each when its listing was asked for, in milliseconds since the epoch. */
  asked(): Promise<readonly (readonly number[])[]>
}

/** Bytes of each page: menus, as on a real one, and the text. */
export const PAGE_BYTES = 30_000

/** What a longer page has besides is scripts. */
const MOST_MENU_BYTES = 200_000

const LISTING = '/news/'

/** Starts so many. */
export async function startMinistries(count: number): Promise<Ministries> {
  const child = fork(join(import.meta.dirname, 'ministries.ts'), [String(count)])
  const [baseUrls] = await once(child, 'message')
  const ask = async (order: Order) => {
    child.send(order)
    const [answer] = await once(child, 'message')
    return answer
  }
  return {
    baseUrls,
    publish: async (texts) => void (await ask({ texts })),
    publishPage: async (megabytes) => void (await ask({ megabytes })),
    hang: async (hanging) => void (await ask({ hanging })),
    asked: () => ask('asked'),
    async [Symbol.asyncDispose]() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** The other side: serves until it is killed. */
async function serve(count: number): Promise<void> {
  const ministries = await Promise.all(Array.from({ length: count }, startMinistry))
  process.on('message', async (order: Order) => {
    if (order === 'asked')
      return process.send?.(ministries.map(({ received }) => received(LISTING).map(({ at }) => at)))
    if ('texts' in order) publish(ministries, await publishedItems(order.texts))
    else if ('megabytes' in order) {
      const [item] = await publishedItems(1)
      for (const ministry of ministries) if (item) ministry.serve('/page', pageOf(item, order.megabytes * 1e6))
    } else for (const ministry of ministries.slice(0, order.hanging)) ministry.fail('*', 'stall')
    return process.send?.('done')
  })
  process.send?.(ministries.map(({ baseUrl }) => baseUrl))
}

function publish(ministries: readonly Ministry[], items: readonly PublishedItem[]): void {
  for (const ministry of ministries) {
    ministry.listing(LISTING, items)
    for (const item of items) ministry.serve(item.path, pageOf(item))
  }
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

function pageOf({ title, published, paragraphs }: PublishedItem, bytes = PAGE_BYTES): string {
  const text = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')
  const article = `<h1>${title}</h1><div class="date">${published.toISOString()}</div><div class="text">${text}</div>`
  const link = '<li class="menu-item"><a href="/departments/directorate-general">Directorate General</a></li>\n'
  const menu = link.repeat(Math.max(1, Math.floor((Math.min(bytes, MOST_MENU_BYTES) - article.length) / link.length)))
  const script = `<script>${'/* of no interest */'.repeat(Math.max(0, Math.floor((bytes - MOST_MENU_BYTES) / 20)))}</script>`
  return `<!doctype html><html lang="en"><head><title>${title}</title>${script}</head><body><nav><ul>${menu}</ul></nav><main><article>${article}</article></main></body></html>`
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

if (process.send) await serve(Number(process.argv[2]))
