// Reads what `score.mjs --json` printed on standard input; fails where the reading score fell below the floor, or a quote is not verbatim.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const floorFile = 'tests/accuracy/floor.json'
const floorSchema = z.strictObject({ score: z.number().min(0).max(1) })
const scored = z
  .object({ score: z.number(), missing: z.number(), broken: z.number(), bare: z.number() })
  .parse(JSON.parse(readFileSync(0, 'utf8')))
const floor = floorSchema.parse(JSON.parse(readFileSync(floorFile, 'utf8'))).score

const faults = [
  scored.score < floor && `the reading score ${scored.score.toFixed(3)} is below the floor of ${floor}`,
  scored.missing > 0 && `${scored.missing} documents have no reading`,
  scored.broken > 0 && `${scored.broken} quotes are not verbatim`,
  scored.bare > 0 && `${scored.bare} key points have no evidence`,
  floor < highestFloor() && `the floor of ${floor} is lower than it was (${highestFloor()}): it only rises`,
].filter((fault) => fault !== false)

for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(`reading score ${scored.score.toFixed(3)}, floor ${floor}\n`)
process.exitCode = faults.length === 0 ? 0 : 1

/** The highest floor that the history of this checkout knows; 0 where there is no history. */
function highestFloor(): number {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const commits = git('log', '--format=%H', '--', floorFile).split('\n').filter(Boolean)
    return Math.max(
      0,
      ...commits.map((commit) => floorSchema.parse(JSON.parse(git('show', `${commit}:${floorFile}`))).score),
    )
  } catch {
    return 0
  }
}
