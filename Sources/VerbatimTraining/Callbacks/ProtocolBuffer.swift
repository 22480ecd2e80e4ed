/// A message in protocol buffers' wire format, written field by field.
///
/// Source: protobuf.dev, "Encoding".
struct ProtocolBuffer {
    private(set) var bytes: [UInt8] = []

    /// A whole number that is not negative.
    mutating func integer(_ field: Int, _ value: Int) {
        key(field, wireType: 0)
        varint(UInt64(value))
    }

    mutating func double(_ field: Int, _ value: Double) {
        key(field, wireType: 1)
        fixed(value.bitPattern)
    }

    mutating func float(_ field: Int, _ value: Float) {
        key(field, wireType: 5)
        fixed(value.bitPattern)
    }

    /// A text, or bytes.
    mutating func data(_ field: Int, _ value: [UInt8]) {
        key(field, wireType: 2)
        varint(UInt64(value.count))
        bytes += value
    }

    /// Packed doubles.
    mutating func doubles(_ field: Int, _ values: [Double]) {
        var packed = ProtocolBuffer()
        for value in values { packed.fixed(value.bitPattern) }
        data(field, packed.bytes)
    }

    mutating func message(_ field: Int, _ value: ProtocolBuffer) { data(field, value.bytes) }

    private mutating func key(_ field: Int, wireType: Int) { varint(UInt64(field << 3 | wireType)) }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func fixed<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
}
