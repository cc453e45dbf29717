import fc from 'fast-check'
import { anyString } from './any-string.ts'

// What fast-check has for these (`fc.webUrl`, `fc.webPath`) takes longer to set up than a law to hold.

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcxyzABCXYZ0189') },
  { weight: 2, arbitrary: fc.constantFrom(..."-._~!$&'()*+,;=:@") },
  { weight: 1, arbitrary: anyString(2).map((text) => encodeURIComponent(text.toWellFormed())) },
)

const segment = fc.string({ unit: character, maxLength: 12 })
const rest = fc.string({
  unit: fc.oneof({ weight: 8, arbitrary: character }, fc.constantFrom('/', '?')),
  maxLength: 12,
})

/** The path of any web address: nothing, or segments after a slash each, which may be empty. */
export const anyPath: fc.Arbitrary<string> = fc
  .array(segment, { maxLength: 5 })
  .map((segments) => segments.map((each) => `/${each}`).join(''))

/** Any web address without question and fragment. */
export const anyAddress: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('http', 'https'), fc.domain(), anyPath)
  .map(([scheme, host, path]) => `${scheme}://${host}${path}`)

/** The same with a question, a fragment, or both. */
export const anyLongAddress: fc.Arbitrary<string> = fc
  .tuple(anyAddress, fc.option(rest), fc.option(rest))
  .map(([address, query, hash]) => `${address}${query === null ? '' : `?${query}`}${hash === null ? '' : `#${hash}`}`)
