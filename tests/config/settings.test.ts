import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadSettings } from '../../src/config/settings.ts'

const inFolder = async (yaml: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'attache-settings-'))
  await writeFile(join(folder, 'attache.yaml'), yaml)
  return folder
}

describe('loadSettings', () => {
  test('every key has a default', async () => {
    const settings = await loadSettings({}, '/somewhere', 'Asia/Baku')
    expect(settings).toMatchObject({
      database: '/somewhere/data/attache.db',
      cache: '/somewhere/data/cache.db',
      zone: 'Asia/Baku',
    })
  })

  test('the environment overrides the file', async () => {
    const folder = await inFolder('zone: Europe/Paris\nschedule: weekdays 09:00\n')
    const settings = await loadSettings({ ATTACHE_CONFIG: folder, ATTACHE_ZONE: 'UTC' }, '/somewhere', 'Asia/Baku')
    expect(settings).toMatchObject({ zone: 'UTC', schedule: 'weekdays 09:00' })
  })

  test('a wrong key in the file is refused with file and line', async () => {
    const folder = await inFolder('zone: Europe/Paris\nshedule: daily 08:00\n')
    await expect(loadSettings({ ATTACHE_CONFIG: folder }, '/somewhere', 'UTC')).rejects.toThrow(
      /attache\.yaml:\d: .*shedule/,
    )
  })

  test('a misspelt variable is refused, naming those that exist', async () => {
    await expect(loadSettings({ ATTACHE_DATABASE: 'x' }, '/somewhere', 'UTC')).rejects.toThrow(
      /ATTACHE_DATABASE.*ATTACHE_DB/,
    )
  })

  test('a place that is no zone is refused', async () => {
    await expect(loadSettings({ ATTACHE_ZONE: 'Mars/Olympus' }, '/somewhere', 'UTC')).rejects.toThrow(/zone/)
  })
})
