import { expect, test } from 'vitest'
import { markEdited } from '../../src/digest/edited-mark.ts'
import { aMessage } from '../builders.ts'
import { anItem } from '../contracts/chat-adapter.ts'

const tells = (readout: string) => ({ label: 'Taiwan', text: 'so', tells: [{ readout, version: 1, says: 'taiwan' }] })
const message = aMessage({
  zone: 'Asia/Tokyo',
  items: [
    anItem({ id: 'a', fields: [tells('a'), tells('translation of a')] }),
    anItem({ id: 'b', fields: [tells('b')] }),
  ],
})
// In Tokyo it is the next day already.
const at = new Date('2025-04-24T16:00:00Z')
const line = { mark: 'Edited', label: 'Text', text: 'edited since, 25 April 2025' }

test('the item whose text was edited has a line more, with the day in the zone of the message', () => {
  const { items } = markEdited(message, [{ readout: 'a', at }])
  expect(items[0]?.fields).toEqual([...(message.items[0]?.fields ?? []), line])
  expect(items[1]).toBe(message.items[1])
})

test('an edit of another text of the same account counts too, and of several the last', () => {
  const before = new Date('2025-04-20T16:00:00Z')
  const { items } = markEdited(message, [
    { readout: 'translation of a', at },
    { readout: 'a', at: before },
  ])
  expect(items[0]?.fields.at(-1)).toEqual(line)
})

test('without an edit of what it tells the message is the same', () => {
  expect(markEdited(message, [])).toBe(message)
  expect(markEdited(message, [{ readout: 'c', at }])).toBe(message)
})
