import { benchAnswers } from './answers.ts'
import { benchBulk } from './bulk.ts'
import { benchExtracting } from './extracting.ts'
import type { Figure, Scale } from './figure.ts'
import { benchGate } from './gate.ts'
import { benchHanging } from './hanging.ts'
import { benchIdle } from './idle.ts'
import { benchIngest } from './ingest.ts'
import { benchLongPage } from './long-page.ts'
import { benchLongText } from './long-text.ts'
import { benchModel } from './model.ts'
import { benchPlanning } from './planning.ts'
import { benchPolling } from './polling.ts'
import { benchReading } from './reading.ts'
import { benchSearching } from './searching.ts'
import { benchStartUp } from './start-up.ts'

/** Every section by the name that is asked for, in the order in which they are printed. */
export const SECTIONS: Readonly<Record<string, (scale: Scale) => Promise<readonly Figure[]>>> = {
  reading: benchReading,
  'long-text': benchLongText,
  bulk: benchBulk,
  gate: benchGate,
  extracting: benchExtracting,
  'long-page': benchLongPage,
  ingest: benchIngest,
  polling: benchPolling,
  hanging: benchHanging,
  search: benchSearching,
  answers: benchAnswers,
  planning: benchPlanning,
  model: benchModel,
  'start-up': benchStartUp,
  idle: benchIdle,
}
