/** Text as bytes of a legacy encoding (`gb18030`, `euc-kr`, `windows-1251` …), for which Node has a decoder only. */
export function encodeAs(label: string, text: string): Buffer {
  const table = tableOf(label)
  return Buffer.concat([...text].map((character) => table.get(character) ?? Buffer.from('?')))
}

const tables = new Map<string, ReadonlyMap<string, Buffer>>()

/** Every character that one or two bytes stand for, found by decoding them all. */
function tableOf(label: string): ReadonlyMap<string, Buffer> {
  const known = tables.get(label)
  if (known) return known
  const decoder = new TextDecoder(label)
  const table = new Map<string, Buffer>()
  const enter = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes))
    if ([...character].length === 1 && !character.includes('\ufffd') && !table.has(character)) {
      table.set(character, Buffer.from(bytes))
    }
  }
  for (let first = 0; first < 256; first += 1) enter(first)
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) enter(first, second)
  tables.set(label, table)
  return table
}
