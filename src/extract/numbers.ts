/** Whole numbers in groups: those of group `g` stand in `all` from `from[g]` to before `from[g + 1]`. */
export type Groups = { readonly from: Int32Array; readonly all: Int32Array }

/** Groups rows of `1 + width` numbers, the first of which is the group; the others keep their order within it. */
export function grouped(rows: readonly number[], width: number, groups: number): Groups {
  const from = new Int32Array(groups + 1)
  for (let at = 0; at < rows.length; at += 1 + width) {
    const group = rows[at] ?? 0
    from[group + 1] = (from[group + 1] ?? 0) + width
  }
  for (let group = 0; group < groups; group += 1) from[group + 1] = (from[group + 1] ?? 0) + (from[group] ?? 0)
  const all = new Int32Array(from[groups] ?? 0)
  const places = from.slice()
  for (let at = 0; at < rows.length; at += 1 + width) {
    const group = rows[at] ?? 0
    const place = places[group] ?? 0
    for (let nth = 0; nth < width; nth += 1) all[place + nth] = rows[at + 1 + nth] ?? 0
    places[group] = place + width
  }
  return { from, all }
}

/** The rows that were grouped, in order of their groups. */
export function rowsOf({ from, all }: Groups, width: number): number[] {
  const rows: number[] = []
  for (let group = 0; group + 1 < from.length; group += 1) {
    const to = from[group + 1] ?? 0
    for (let at = from[group] ?? 0; at < to; at += width) rows.push(group, ...all.subarray(at, at + width))
  }
  return rows
}

/** No group at all. */
export const NO_GROUPS: Groups = { from: new Int32Array(1), all: new Int32Array(0) }

/** The numbers of one group. */
export const groupOf = ({ from, all }: Groups, group: number): Int32Array => all.subarray(from[group], from[group + 1])

/** The row, longer if it has not room for so many numbers; then the one that was given is of no use any more. */
export const withRoom = (row: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> =>
  length <= row.length ? row : new Int32Array(row.buffer.transfer(2 * length * row.BYTES_PER_ELEMENT))
