import { describe, expect, test } from 'vitest'
import { decideLifecycle, pauseInWords, type PlaceEvent } from '../../src/commands/lifecycle.ts'

const now = new Date('2025-04-24T04:00:00Z')
const since = (days: number): Date => new Date(now.getTime() - days * 86_400_000)

describe('what happens to a place', () => {
  test.each<PlaceEvent>(['permission-lost', 'archived', 'channel-deleted', 'token-revoked'])(
    '%s pauses what posts there',
    (event) => {
      expect(decideLifecycle(event, undefined, now)).toEqual({ kind: 'pause', reason: event })
    },
  )

  test.each<[PlaceEvent, string]>([
    ['permission-back', 'permission-lost'],
    ['permission-back', 'token-revoked'],
    ['unarchived', 'archived'],
  ])('%s within 30 days resumes what was paused for it, and only that', (event, reason) => {
    expect(decideLifecycle(event, { reason, since: since(30) }, now)).toEqual({ kind: 'resume' })
    expect(decideLifecycle(event, { reason, since: since(31) }, now)).toEqual({ kind: 'keep' })
    expect(decideLifecycle(event, { reason: 'by-hand', since: since(1) }, now)).toEqual({ kind: 'keep' })
    expect(decideLifecycle(event, { reason: 'removed', since: since(1) }, now)).toEqual({ kind: 'keep' })
    expect(decideLifecycle(event, undefined, now)).toEqual({ kind: 'keep' })
  })

  test('a removal outweighs what would come back by itself, but not a person', () => {
    const removed = { kind: 'pause', reason: 'removed' }
    expect(decideLifecycle('workspace-removed', { reason: 'archived', since: since(1) }, now)).toEqual(removed)
    expect(decideLifecycle('workspace-removed', undefined, now)).toEqual(removed)
    expect(decideLifecycle('workspace-removed', { reason: 'by-hand', since: since(1) }, now)).toEqual({ kind: 'keep' })
  })

  test('the reason is told in words', () => {
    expect(pauseInWords('archived')).toBe('paused since the channel was archived')
    expect(pauseInWords('something else')).toBe('paused: something else')
  })
})
