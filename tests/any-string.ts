import fc from 'fast-check'

const unit = fc.oneof(
  fc.nat(0xffff).map((code) => String.fromCharCode(code)),
  fc.nat(0x10_ffff).map((code) => String.fromCodePoint(code)),
)

/** Any string at all, halves of letters included. What fast-check has for it (`unit: 'binary'`) takes longer to set up than a law to hold. */
export const anyString = (maxLength?: number): fc.Arbitrary<string> =>
  fc.string(maxLength === undefined ? { unit } : { unit, maxLength })
