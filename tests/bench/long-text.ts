import { loadRules } from '../../src/rules/rules.ts'
import { type Figure, type Scale, timed } from './figure.ts'
import { ownTexts } from './texts.ts'

const MEGABYTE = 1_000_000

/** A text of a megabyte, read at once, and whether twice the length takes twice the time. */
export async function benchLongText(scale: Scale): Promise<Figure[]> {
  const { reader } = await loadRules('config')
  const texts = (await ownTexts()).map(({ text }) => text).join('\n\n')
  const textOf = (length: number): string => texts.repeat(Math.ceil(length / texts.length)).slice(0, length)
  const bestMs = async (length: number): Promise<number> => {
    const text = textOf(length)
    let best = Number.POSITIVE_INFINITY
    for (let pass = 0; pass < (scale === 'full' ? 5 : 3); pass += 1) {
      best = Math.min(best, await timed(() => reader.read({ text })))
    }
    return best
  }
  const halfMs = await bestMs(MEGABYTE / 2)
  const wholeMs = await bestMs(MEGABYTE)
  return [
    { what: 'reading one document of 1 MB', value: wholeMs, unit: 'ms', atMost: 1_000 },
    { what: 'compared with one of 0.5 MB', value: wholeMs / halfMs, unit: '×', atMost: 2.5 },
  ]
}
