import { join } from 'node:path'
import type { Vocabulary } from '../../src/commands/vocabulary.ts'
import { loadNames } from '../../src/config/names.ts'
import { compileGazetteer } from '../../src/countries/gazetteer.ts'

/** Two invented sources; words are seen from Baku on a Thursday. */
export const vocabulary: Vocabulary = {
  gazetteer: compileGazetteer(await loadNames(join(import.meta.dirname, '../../config'))),
  sources: [
    { id: 'xa-mfa-en', name: 'Ruritania MFA', issuer: 'XA' },
    { id: 'xb-presidency', name: 'Syldavia Presidency', issuer: 'XB' },
  ],
  zone: 'Asia/Baku',
  today: '2025-04-24',
}
