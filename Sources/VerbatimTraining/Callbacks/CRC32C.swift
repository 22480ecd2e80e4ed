/// The cyclic redundancy check with Castagnoli's polynomial, as TensorFlow masks it.
enum CRC32C {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
    }

    /// The check of some bytes, rotated by 15 bits and offset.
    static func masked(_ bytes: [UInt8]) -> UInt32 {
        let check = ~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
        return (check >> 15 | check << 17) &+ 0xA282_EAD8
    }
}
