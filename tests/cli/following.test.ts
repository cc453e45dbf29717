import { describe, expect, test } from 'vitest'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { aDesk } from './desk.ts'
import { chinaOnIceland, chinaOnUruguay, feedSource } from './fiction.ts'

const HOUR_MS = 3_600_000
const sourcesAt = ({ baseUrl }: Ministry): string => `sources:\n${feedSource('cn-ministry', 'CN', `${baseUrl}/feed`)}`

/** Serves the item's page with these words in the place of others. */
function edit(ministry: Ministry, item: PublishedItem, from: string, to: string): void {
  const paragraphs = item.paragraphs.map((text) => text.replace(from, to))
  ministry.feed('/unlisted', [{ ...item, paragraphs }])
}

describe('what happens to a readout after it was told', () => {
  test('an edited number is found by looking again, and told in the next digest with the old words and the new', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland, chinaOnUruguay])
    await using desk = await aDesk(sourcesAt(china))
    expect((await desk.run('start', '--once')).out).toContain('China – Iceland')
    edit(china, chinaOnIceland, 'signed 12 cooperation', 'signed 13 cooperation')
    edit(china, chinaOnUruguay, 'exchanged views', 'spoke at length')
    desk.clock.advance(2 * HOUR_MS)

    const { err } = await desk.run('start', '--once')
    expect(err).toContain('looked at Ministry of CN again: 2 changed')
    desk.clock.advance(23 * HOUR_MS)
    const { out } = await desk.run('start', '--once')

    expect(out).toContain('2 readouts edited.')
    const line = out.replace(/\s+/g, ' ')
    expect(line).toMatch(
      /Edited Agreements: “[^”]*signed 13 cooperation[^”]*”; before the edit: “[^”]*signed 12 cooperation/,
    )
    expect(out).not.toContain('China – Uruguay')
    const [, shortId = ''] = /^ {2}([a-z]{4,6})$/m.exec(out) ?? []
    expect((await desk.run('diff', shortId)).out).toContain('“12” → “13”')
    desk.clock.advance(24 * HOUR_MS)
    expect((await desk.run('start', '--once')).out).not.toContain('edited')
  })

  test('a page that is gone is told, and shown by what is still kept of it', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland, chinaOnUruguay])
    await using desk = await aDesk(sourcesAt(china))
    await desk.run('start', '--once')
    china.remove(chinaOnIceland.path)
    let told = ''
    for (let hours = 0; hours < 48 && !told.includes('no longer at its address'); hours += 6) {
      desk.clock.advance(6 * HOUR_MS)
      told = (await desk.run('start', '--once')).out
    }

    expect(told).toContain('1 readout no longer at its address.')
    const [, shortId = ''] = /^ {2}.*?([a-z]{4,6})$/m.exec(told.slice(told.indexOf('Page: '))) ?? []
    const shown = await desk.run('show', shortId)
    expect(shown.out).toContain('No longer at its address since 25 April; its text is kept.')
    expect(shown.out).toContain('the two sides signed 12 cooperation documents')
  })
})
