import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SealError } from '../../../src/domain/errors.ts'
import type { SealingKey } from '../../../src/domain/sealing.ts'
import { Secret } from '../../../src/domain/secret.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

const aKey = (id: string): SealingKey => ({ id, key: new Secret(randomBytes(32).toString('base64')) })
const here = { platform: 'slack', workspace: 'T0RURITAN' }
const there = { platform: 'slack', workspace: 'T0BORDURI' }
const DAY_MS = 86_400_000

/** What workspaces gave us to act there by, and where we are not any more. */
export function describeInstalling(open: OpenStore): void {
  describe('installing', () => {
    test('what a workspace gave is opened again for it alone, with who gave it', async () => {
      const clock = fakeClock()
      await using store = await open(clock, [aKey('k1')])
      await store.keepInstallation(here, new Secret('ours'), 'U0ADMIN')
      await store.keepInstallation(there, new Secret('theirs'), undefined)
      await store.keepInstallation(here, new Secret('ours, anew'), 'U0READER')

      const opened = await store.openInstallation(here)
      expect([opened?.secret.reveal(), opened?.by]).toEqual(['ours, anew', 'U0READER'])
      expect((await store.openInstallation(there))?.secret.reveal()).toBe('theirs')
      expect(await store.openInstallation({ ...here, platform: 'discord' })).toBeUndefined()
      expect(await store.installations()).toEqual([
        { at: there, by: undefined, since: clock.now(), keyId: 'k1' },
        { at: here, by: 'U0READER', since: clock.now(), keyId: 'k1' },
      ])
    })

    test('what was renewed takes the place of what was kept, and brings nothing back', async () => {
      await using store = await open(fakeClock(), [aKey('k1')])
      await store.keepInstallation(here, new Secret('ours'), 'U0ADMIN')
      await store.renewInstallation(here, new Secret('ours, renewed'))
      await store.renewInstallation(there, new Secret('theirs, renewed'))

      const opened = await store.openInstallation(here)
      expect([opened?.secret.reveal(), opened?.by]).toEqual(['ours, renewed', 'U0ADMIN'])
      expect(await store.openInstallation(there)).toBeUndefined()
    })

    test('without a key nothing is kept', async () => {
      await using store = await open(fakeClock())
      expect(store.canSeal()).toBe(false)
      expect(store.derivedKeys('anything')).toEqual([])
      await expect(store.keepInstallation(here, new Secret('ours'), undefined)).rejects.toThrow(SealError)
      expect(await store.installations()).toEqual([])
    })

    test('a removal erases it at once, and the first one says since when', async () => {
      const clock = fakeClock()
      await using store = await open(clock, [aKey('k1')])
      await store.keepInstallation(here, new Secret('ours'), undefined)
      const since = clock.now()
      await store.leaveWorkspace(here, since)
      await store.leaveWorkspace(here, new Date(since.getTime() + DAY_MS))
      await store.leaveWorkspace(there, since)

      expect(await store.openInstallation(here)).toBeUndefined()
      expect(await store.knownWorkspaces('slack')).toEqual([])
      expect(await store.leftWorkspaces(new Date(since.getTime() - 1))).toEqual([])
      expect(await store.leftWorkspaces(since)).toEqual([here])
    })

    test.each(['told', 'installed anew'] as const)(
      'a workspace that is back, as it is %s, is not left any more',
      async (how) => {
        const clock = fakeClock()
        await using store = await open(clock, [aKey('k1')])
        await store.keepInstallation(here, new Secret('ours'), undefined)
        await store.leaveWorkspace(here, clock.now())
        if (how === 'told') await store.returnToWorkspace(here)
        else await store.keepInstallation(here, new Secret('ours, anew'), undefined)

        expect(await store.leftWorkspaces(clock.now())).toEqual([])
        expect(await store.knownWorkspaces('slack')).toEqual(['T0RURITAN'])
      },
    )
  })
}
