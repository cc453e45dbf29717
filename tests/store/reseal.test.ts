import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SealingKey } from '../../src/domain/sealing.ts'
import { Secret } from '../../src/domain/secret.ts'
import { openStore } from '../../src/store/sqlite.ts'
import { fakeClock } from '../fakes/clock.ts'
import { aFolder } from './folder.ts'

const aKey = (id: string): SealingKey => ({ id, key: new Secret(randomBytes(32).toString('base64')) })
const here = { platform: 'slack', workspace: 'T0RURITAN' }
const there = { platform: 'slack', workspace: 'T0BORDURI' }

test('a key is replaced: the new one seals, both open, and after resealing the old one is needed no more', async () => {
  await using folder = await aFolder()
  const file = folder.file('attache.db')
  const [old, fresh] = [aKey('old'), aKey('fresh')]
  const opened = (sealingKeys: readonly SealingKey[]) => openStore({ file, clock: fakeClock(), sealingKeys })
  {
    await using store = await opened([old])
    await store.keepInstallation(here, new Secret('ours'), undefined)
    await store.keepInstallation(there, new Secret('theirs'), undefined)
  }
  {
    await using store = await opened([fresh])
    await expect(store.openInstallation(here)).rejects.toThrow(
      'the access to slack:T0RURITAN cannot be opened: sealed by the key old, which ATTACHE_SEALING_KEYS does not hold',
    )
    await expect(store.resealInstallations()).rejects.toThrow('sealed by the key old')
  }
  {
    await using store = await opened([fresh, old])
    await store.renewInstallation(there, new Secret('theirs, renewed'))
    expect((await store.installations()).map(({ keyId }) => keyId)).toEqual(['fresh', 'old'])
    expect(await store.resealInstallations()).toBe(1)
    expect(await store.resealInstallations()).toBe(0)
  }
  await using store = await opened([fresh])
  expect((await store.openInstallation(here))?.secret.reveal()).toBe('ours')
  expect((await store.openInstallation(there))?.secret.reveal()).toBe('theirs, renewed')
})
