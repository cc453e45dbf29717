// One section in a process of its own, as `main.ts` starts it: so that no section warms the next one up, or fills its memory.
import { SECTIONS } from './sections.ts'

const [name = '', scale] = process.argv.slice(2)
const bench = SECTIONS[name]
if (!bench) throw new Error(`no section is called ${name}`)
process.stdout.write(`${JSON.stringify(await bench(scale === 'quick' ? 'quick' : 'full'))}\n`)
