/** The package, CommonJS and one function, brings no types of its own. */
declare module 'html-encoding-sniffer' {
  /** Name of the encoding that the standard's order gives: byte order mark, transport, declaration, default. */
  function sniffEncoding(
    bytes: Uint8Array,
    options: { xml?: boolean; transportLayerEncodingLabel?: string; defaultEncoding?: string },
  ): string
  export = sniffEncoding
}
