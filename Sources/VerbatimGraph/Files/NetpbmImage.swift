/// One image in the PGM or PPM format: P2 and P3 as text, P5 and P6 as bytes, gray or red, green, blue.
///
/// Source: Netpbm, "PGM Format Specification" and "PPM Format Specification".
public struct NetpbmImage: Sendable, Hashable {
    /// Pixels `[height, width, channels]` in f32, divided by the file's largest value, so from 0 to 1.
    public var pixels: TensorValue

    /// Reads a file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `.file` for bytes that are not one such image, whole and nothing after it.
    public init(bytes: [UInt8]) throws {
        var reader = NetpbmReader(bytes: bytes)
        pixels = try reader.image()
    }
}
