import type { App } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { PlatformError } from '../domain/errors.ts'
import type { Installation } from '../domain/installation.ts'
import type { Finding } from './finding.ts'
import { counted } from './wording.ts'

/** What workspaces gave that installed the app by themselves: how it is sealed, and what it is good for. */
export async function installationFindings(
  { store }: Pick<App, 'store'>,
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const installations = await store.installations()
  const { accessOf } = await import('../app/platforms.ts')
  const findings = keyFindings(installations, settings)
  for (const installation of installations) {
    const what = `${installation.at.platform} ${installation.at.workspace}`
    try {
      findings.push({ what, state: 'note', found: await accessOf(installation, settings, store, signal) })
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      findings.push({ what, state: 'bad', found: error.message })
    }
  }
  return findings
}

/** Only the first key seals; an old one is needed as long as it sealed something. */
function keyFindings(installations: readonly Installation[], { sealingKeys: [first, ...old] }: Settings): Finding[] {
  return [...Map.groupBy(installations, ({ keyId }) => keyId)].flatMap(([keyId, sealed]): Finding[] => {
    const rows = counted(sealed.length, 'installation')
    if (keyId === first?.id) return []
    if (old.some(({ id }) => id === keyId)) {
      const found = `the key ${keyId} sealed ${rows}: run \`attache reseal\`, and it can go`
      return [{ what: 'sealing keys', state: 'note', found }]
    }
    const found = `the key ${keyId} sealed ${rows} and is not among ATTACHE_SEALING_KEYS: put it back, behind the first`
    return [{ what: 'sealing keys', state: 'bad', found }]
  })
}
