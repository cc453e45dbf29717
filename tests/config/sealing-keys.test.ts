import { expect, test } from 'vitest'
import { sealingKeys } from '../../src/config/sealing-keys.ts'

const bytes = (fill: string, length = 32): string => Buffer.alloc(length, fill).toString('base64')

const faults = (...written: readonly string[]): string =>
  sealingKeys
    .safeParse(written)
    .error?.issues.map(({ message }) => message)
    .join('\n') ?? ''

test('keys are taken in their order, each under its id', () => {
  const keys = sealingKeys.parse([`2025b:${bytes('b')}`, ` 2025a:${bytes('a')} `])
  expect(keys.map(({ id }) => id)).toEqual(['2025b', '2025a'])
  expect(keys[0]?.key.reveal()).toBe(bytes('b'))
  expect(JSON.stringify(keys)).not.toContain(bytes('b'))
})

test.each([
  ['no id', bytes('a'), 'is no key; write id:key'],
  ['an empty id', `:${bytes('a')}`, 'is no key; write id:key'],
  ['an id with a space', `a b:${bytes('a')}`, 'is no key; write id:key'],
  ['too few bytes', `a:${bytes('a', 16)}`, 'holds no 32 bytes in base64'],
  ['too many', `a:${bytes('a', 33)}`, 'holds no 32 bytes in base64'],
  ['no base64', `a:${'!'.repeat(44)}`, 'openssl rand -base64 32'],
])('a key with %s is refused, and not repeated', (_what, written, message) => {
  expect(faults(written)).toContain(message)
  expect(faults(written)).not.toContain(written.slice(3))
})

test('two keys under one id are refused', () => {
  expect(faults(`a:${bytes('a')}`, `a:${bytes('b')}`)).toContain('two keys the same id')
})
