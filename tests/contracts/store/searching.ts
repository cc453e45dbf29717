import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CollectStore } from '../../../src/pipeline/ports/collecting.ts'
import type { LookupStore } from '../../../src/pipeline/ports/looking-up.ts'
import { aKeepInput, aReading } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'
import { anyString } from '../../any-string.ts'

/** Keeps `text` under an address of its own. */
async function keepText(store: CollectStore, text: string, url = `https://x.example/${encodeURIComponent(text)}`) {
  await store.keep(aKeepInput({ fetched: { url, text, title: 'A Title' }, reading: aReading({ keyPoints: [] }) }))
}

async function found(store: LookupStore, words: string): Promise<string[]> {
  return (await store.search(words, 50)).map(({ version }) => version.text)
}

/** Full-text search. */
export function describeSearching(open: OpenStore): void {
  describe('searching', () => {
    test('a text is found by any of its words and by those of its title, not by others', async () => {
      await using store = await open(fakeClock())
      await keepText(store, 'Talks on tariffs.')
      await keepText(store, 'A call on tourism.')

      expect(await found(store, 'tariffs')).toEqual(['Talks on tariffs.'])
      expect(await found(store, 'on')).toHaveLength(2)
      expect(await found(store, 'title')).toHaveLength(2)
      expect(await found(store, 'tariffs tourism')).toEqual([])
      expect(await found(store, 'talks TARIFFS')).toEqual(['Talks on tariffs.'])
      expect(await found(store, 'tarif')).toEqual([])
    })

    test.each([
      ['习近平会见鲁里坦尼亚总统，一个中国原则。', '会见'],
      ['习近平会见鲁里坦尼亚总统，一个中国原则。', '一个中国'],
      ['习近平会见鲁里坦尼亚总统，一个中国原则。', '国'],
      ['双方发表联合声明', '声明'],
      ['G20峰会在山城举行', 'G20峰会'],
      ['Ｇ２０峰会', 'g20'],
      ['首脳会談で協力を確認した', '会談'],
      ['양국은 협력하기로 했다', '협력'],
      ['Präsident Nuñez traf İlham Əliyev-oğlu', 'prasident nunez ilham əliyev'],
      ['Встреча с Дмитрием Ёлкиным', 'ЕЛКИНЫМ'],
      ['the one-China policy', 'one china'],
      ["Ruritania's position", 'Ruritania’s'],
    ])('in %j, %j is found', async (text, words) => {
      await using store = await open(fakeClock())
      await keepText(store, text)

      expect(await found(store, words)).toEqual([text])
    })

    test('characters that do not stand side by side are no word', async () => {
      await using store = await open(fakeClock())
      await keepText(store, '中方和法国')

      expect(await found(store, '中国')).toEqual([])
      expect(await found(store, '中 国')).toEqual(['中方和法国'])
    })

    test('a hyphenated word is looked for as a phrase', async () => {
      await using store = await open(fakeClock())
      await keepText(store, 'one belt for China')

      expect(await found(store, 'one-China')).toEqual([])
    })

    test('an edited text is found by its new words only', async () => {
      await using store = await open(fakeClock())
      await keepText(store, 'about tariffs', 'https://x.example/edited')
      await keepText(store, 'about tourism', 'https://x.example/edited')

      expect(await found(store, 'tourism')).toEqual(['about tourism'])
      expect(await found(store, 'tariffs')).toEqual([])
      expect(await found(store, 'about')).toHaveLength(1)
    })

    test.each([
      '',
      '   ',
      '"',
      '\'"*',
      'AND',
      'tariffs OR',
      'NEAR(',
      '^',
      '-',
      'tokens:x',
      '\0',
      '\uD800',
      '😀',
      '*'.repeat(9_000),
    ])('the odd query %j finds nothing and breaks nothing', async (words) => {
      await using store = await open(fakeClock())
      await keepText(store, 'Talks on tourism.')

      expect(await found(store, words)).toEqual([])
    })

    test('no query throws', async () => {
      await using store = await open(fakeClock())
      await keepText(store, 'Talks on tariffs.')
      await fc.assert(
        fc.asyncProperty(anyString(60), async (words) => {
          await store.search(words, 5)
        }),
      )
    })
  })
}
