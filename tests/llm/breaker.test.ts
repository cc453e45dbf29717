import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBreaker } from '../../src/llm/breaker.ts'
import { fakeClock } from '../fakes/clock.ts'

const failure = { retryAfterMs: undefined }

function opened() {
  const clock = fakeClock()
  const breaker = createBreaker(clock)
  for (let count = 0; count < 3; count += 1) {
    breaker.enter()
    breaker.failed(failure)
  }
  return { clock, breaker }
}

describe('the breaker', () => {
  test('opens after three failures in a row, not before', () => {
    const breaker = createBreaker(fakeClock())
    expect([1, 2, 3].map(() => breaker.enter() && breaker.failed(failure))).toEqual([undefined, undefined, 60_000])
    expect([breaker.rests(), breaker.enter()]).toEqual([true, false])
  })

  test('a success in between starts the count anew', () => {
    const breaker = createBreaker(fakeClock())
    breaker.failed(failure)
    breaker.failed(failure)
    breaker.succeeded()
    breaker.failed(failure)
    breaker.failed(failure)
    expect(breaker.enter()).toBe(true)
  })

  test('after the rest one request finds out, and the others wait for what it finds', () => {
    const { clock, breaker } = opened()
    clock.advance(59_999)
    expect(breaker.enter()).toBe(false)
    clock.advance(1)
    expect([breaker.enter(), breaker.enter()]).toEqual([true, false])
    breaker.succeeded()
    expect([breaker.enter(), breaker.enter()]).toEqual([true, true])
  })

  test('the rest doubles with every probe that fails, up to a quarter of an hour', () => {
    const { clock, breaker } = opened()
    const rests = Array.from({ length: 6 }, () => {
      clock.advance(15 * 60_000)
      return breaker.enter() ? breaker.failed(failure) : undefined
    })
    expect(rests).toEqual([120_000, 240_000, 480_000, 900_000, 900_000, 900_000])
  })

  test('a server that asks for a longer rest gets it', () => {
    const { clock, breaker } = opened()
    clock.advance(60_000)
    breaker.enter()
    expect(breaker.failed({ retryAfterMs: 3_600_000 })).toBe(3_600_000)
    clock.advance(3_599_999)
    expect(breaker.rests()).toBe(true)
  })

  test('a probe that was broken off on our side leaves the next one to find out', () => {
    const { clock, breaker } = opened()
    clock.advance(60_000)
    breaker.enter()
    breaker.left()
    expect(breaker.enter()).toBe(true)
  })

  test('whatever happens, it never rests longer than it said', () => {
    const step = fc.constantFrom('failed', 'succeeded', 'left', 'wait')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = fakeClock()
        const breaker = createBreaker(clock)
        for (const what of steps) {
          if (what === 'wait') clock.advance(30_000)
          else if (breaker.enter()) what === 'failed' ? breaker.failed(failure) : breaker[what]()
        }
        clock.advance(15 * 60_000)
        expect(breaker.enter()).toBe(true)
      }),
    )
  })
})
