import { join } from 'node:path'
import { ConfigError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import type { Settings } from './settings.ts'
import { loadSources } from './sources.ts'

/** The sources of `sources.yaml` that the settings choose, disabled ones too. Throws `ConfigError`. */
export async function loadChosenSources(settings: Settings): Promise<readonly Source[]> {
  const file = join(settings.configFolder, 'sources.yaml')
  const all = await loadSources(file)
  const unknown = settings.sources.filter((id) => !all.some((source) => source.id === id))
  if (unknown.length > 0) throw new ConfigError(`sources: ${unknown.join(', ')} is not in ${file}`)
  return settings.sources.length === 0 ? all : all.filter(({ id }) => settings.sources.includes(id))
}
