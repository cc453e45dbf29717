// One breach of each rule that the project counts on; tests/lint.test.ts checks that each of them fires.
type Shape = { kind: 'circle' } | { kind: 'square' }
const later = async (): Promise<number> => 1
export const floating = (): void => {
  later()
}
export const misused = [1].filter(async () => true)
export const loose: any = 1
export const forced = (value: string | undefined): number => value!.length
export const area = (shape: Shape): number => {
  switch (shape.kind) {
    case 'circle':
      return 1
  }
  return 0
}
console.log(process.env.HOME)
export default area
export enum Colour {
  red,
}
export namespace Old {
  export const x = 1
}
