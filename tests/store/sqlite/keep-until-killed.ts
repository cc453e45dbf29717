// Run by crash.test.ts: keeps readouts and writes digests without end, and prints the number of each once it is stored.
import { systemClock } from '../../../src/clock.ts'
import { openStore } from '../../../src/store/sqlite.ts'
import { aKeepInput, aPlannedDigest, aSubscription } from '../../builders.ts'

const store = await openStore({ file: process.argv[2] ?? '', clock: systemClock })
const { id } = await store.addSubscription(aSubscription())
for (let number = 0; ; number += 1) {
  const input = aKeepInput({ fetched: { url: `https://x.example/${number}` } })
  await store.keep(input)
  await store.keep(aKeepInput({ fetched: { url: `https://x.example/${number}`, text: `Edited text ${number}.` } }))
  await store.writeDigests([aPlannedDigest({ subscriptionId: id, items: [input.readoutId] })], new Map())
  process.stdout.write(`${number}\n`)
}
