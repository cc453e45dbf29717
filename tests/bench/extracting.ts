import type { Figure, Scale } from './figure.ts'
import { benchSources } from './sources.ts'

/** Article pages: the source's selectors beside Mozilla's Readability on the same page. */
export async function benchExtracting(scale: Scale): Promise<Figure[]> {
  const figures = benchSources(scale === 'full' ? 200 : 60)
  const note = `a page of ${Math.round(figures.pageBytes / 1_000)} kB`
  return [
    { what: 'pages extracted by selectors', value: figures.pagesPerSecond, unit: 'pages/s', note },
    { what: 'times as fast as Readability on linkedom', value: figures.timesAsFast, unit: '×', atLeast: 3 },
  ]
}
