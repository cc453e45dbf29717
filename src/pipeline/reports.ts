import { z } from 'zod'
import type { AuditEntry } from '../domain/audit.ts'
import { REPORT_REASONS, type ReportReason } from '../domain/command.ts'
import type { KeptReading } from '../domain/readout.ts'
import { saysOf } from '../domain/retraction.ts'
import { numberedPoints } from './numbered-points.ts'
import type { NamedPoint } from './retract.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { AuditStore } from './ports/managing.ts'
import type { ModelReadingStore } from './ports/modelling.ts'

/** What somebody said is wrong. `named` is absent where it was the whole reading, or the point does not stand any more. */
export type Report = Pick<AuditEntry, 'number' | 'at' | 'where'> & {
  readonly reason: ReportReason
  readonly kept: KeptReading
  readonly named: NamedPoint | undefined
  /** Whether the point that was reported does not stand any more: retracted, or read otherwise now. */
  readonly settled: boolean
}

/** As `report` writes it. */
const reportedSchema = z.object({
  readout: z.string(),
  reason: z.enum(REPORT_REASONS),
  point: z.object({ says: z.string() }).optional().catch(undefined),
})

type PointStore = Pick<LookupStore, 'find'> & Pick<ModelReadingStore, 'modelReadingsOf'>

/** What people reported, newest first, each with what stands of it now. */
export async function listReports(store: AuditStore & PointStore, limit: number): Promise<readonly Report[]> {
  const entries = await store.audit(limit, 'report')
  const reports: Report[] = []
  for (const { number, at, where, after } of entries) {
    const reported = reportedSchema.safeParse(after)
    const kept = reported.success ? await store.find(reported.data.readout) : undefined
    if (!reported.success || !kept) continue
    const { reason, point } = reported.data
    const named = point && (await standing(kept, point.says, store))
    reports.push({ number, at, where, reason, kept, named, settled: point !== undefined && named === undefined })
  }
  return reports
}

async function standing(kept: KeptReading, says: string, store: PointStore): Promise<NamedPoint | undefined> {
  const points = await numberedPoints(kept, store)
  const index = points.findIndex((point) => saysOf(point) === says)
  const point = points[index]
  return point && { kept, number: index + 1, point }
}
