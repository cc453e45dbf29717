import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SealError } from '../../src/domain/errors.ts'
import type { SealingKey } from '../../src/domain/sealing.ts'
import { Secret } from '../../src/domain/secret.ts'
import { deriveKey, open, seal } from '../../src/store/sealed.ts'

const aKey = (id: string): SealingKey => ({ id, key: new Secret(randomBytes(32).toString('base64')) })
const [first, second] = [aKey('2025a'), aKey('2025b')]
const row = ['installations', 'slack', 'T0RURITAN']

test('a derived key is the same again, another for each use and each key, and holds nothing of the key', () => {
  const labels = ['slack oauth state', 'slack oauth states', 'discord oauth state']
  const derived = [first, second].flatMap((key) => labels.map((label) => deriveKey(key, label).reveal()))
  expect(new Set(derived).size).toBe(6)
  expect(deriveKey(first, labels[0] ?? '').reveal()).toBe(derived[0])
  for (const one of derived) {
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(Buffer.from(first.key.reveal(), 'base64').toString('hex')).not.toBe(one)
  }
})

const words = fc.string({ unit: 'grapheme', maxLength: 200 })
const rows = fc.array(words, { minLength: 1, maxLength: 3 })

describe('what is sealed', () => {
  test('is opened by the same keys for the same row, to the letter', () => {
    fc.assert(
      fc.property(words, rows, (text, at) => {
        expect(open(seal(new Secret(text), at, [first]), at, [second, first]).reveal()).toBe(text)
      }),
    )
  })

  test('is opened for no other row', () => {
    fc.assert(
      fc.property(words, rows, rows, (text, at, other) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(other))
        expect(() => open(seal(new Secret(text), at, [first]), other, [first])).toThrow(SealError)
      }),
    )
  })

  test('is not opened once any of its bits was turned, or its end was cut off', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(7), (text, at, bit) => {
        const sealed = seal(new Secret(text), row, [first])
        const bytes = Buffer.from(sealed.text, 'base64')
        const index = at % bytes.length
        const cut = bytes.subarray(0, index).toString('base64')
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit)
        for (const forged of [bytes.toString('base64'), cut]) {
          expect(() => open({ ...sealed, text: forged }, row, [first])).toThrow(SealError)
        }
      }),
    )
  })

  test('is not opened by another key, even one that took over its id', () => {
    const sealed = seal(new Secret('xoxb-of-nobody'), row, [first])
    expect(() => open(sealed, row, [second])).toThrow(
      'sealed by the key 2025a, which ATTACHE_SEALING_KEYS does not hold',
    )
    expect(() => open(sealed, row, [{ ...second, id: '2025a' }])).toThrow('not what the key 2025a sealed there')
    expect(() => open({ ...sealed, keyId: '2025b' }, row, [first, { ...first, id: '2025b' }])).toThrow(SealError)
  })

  test('looks different each time, and shows nothing of itself', () => {
    const [one, other] = [1, 2].map(() => seal(new Secret('xoxb-of-nobody'), row, [first, second]))
    expect(one?.keyId).toBe('2025a')
    expect(one?.text).not.toBe(other?.text)
    expect(Buffer.from(one?.text ?? '', 'base64').toString('latin1')).not.toContain('nobody')
  })

  test('needs a key', () => {
    expect(() => seal(new Secret('xoxb-of-nobody'), row, [])).toThrow('set ATTACHE_SEALING_KEYS')
  })

  test('never shows in what went wrong', () => {
    const sealed = seal(new Secret('xoxb-of-nobody'), row, [first])
    try {
      open({ ...sealed, text: 'xoxb-of-nobody' }, row, [first])
    } catch (error) {
      expect(`${error} ${JSON.stringify(error)} ${String(Object(error).cause)}`).not.toMatch(/nobody|xoxb/)
    }
  })
})
