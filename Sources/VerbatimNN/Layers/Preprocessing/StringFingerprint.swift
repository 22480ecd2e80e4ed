/// Fingerprints of bytes in 64 bits, by which strings are put into bins.
package enum StringFingerprint {
    /// FarmHash's `Fingerprint64` (Pike, 2014), which TensorFlow's fast hash is.
    package static func farm(_ bytes: [UInt8]) -> UInt64 {
        let count = bytes.count
        func word(_ place: Int) -> UInt64 { (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) } }
        func half(_ place: Int) -> UInt64 { (0..<4).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) } }
        let multiplier = k2 &+ UInt64(count) &* 2
        switch count {
        case 0: return k2
        case 1...3:
            let y = UInt64(bytes[0]) + UInt64(bytes[count / 2]) << 8
            let z = UInt64(count) + UInt64(bytes[count - 1]) << 2
            return mixed(y &* k2 ^ z &* k0) &* k2
        case 4...7: return joined(UInt64(count) &+ half(0) << 3, half(count - 4), multiplier)
        case 8...16:
            let (a, b) = (word(0) &+ k2, word(count - 8))
            return joined(turned(b, 37) &* multiplier &+ a, (turned(a, 25) &+ b) &* multiplier, multiplier)
        case 17...32:
            let (a, b, c) = (word(0) &* k1, word(8), word(count - 8) &* multiplier)
            let d = word(count - 16) &* k2
            return joined(
                turned(a &+ b, 43) &+ turned(c, 30) &+ d, a &+ turned(b &+ k2, 18) &+ c, multiplier)
        case 33...64:
            let (a, b, c) = (word(0) &* k2, word(8), word(count - 8) &* multiplier)
            let d = word(count - 16) &* k2
            let y = turned(a &+ b, 43) &+ turned(c, 30) &+ d
            let z = joined(y, a &+ turned(b &+ k2, 18) &+ c, multiplier)
            let (e, f) = (word(16) &* multiplier, word(24))
            let g = (y &+ word(count - 32)) &* multiplier
            let h = (z &+ word(count - 24)) &* multiplier
            return joined(
                turned(e &+ f, 43) &+ turned(g, 30) &+ h, e &+ turned(f &+ a, 18) &+ g, multiplier)
        default: return long(bytes, word)
        }
    }

    private static func long(_ bytes: [UInt8], _ word: (Int) -> UInt64) -> UInt64 {
        func weak(_ place: Int, _ a: UInt64, _ b: UInt64) -> (UInt64, UInt64) {
            let (w, x, y, z) = (word(place), word(place + 8), word(place + 16), word(place + 24))
            let first = a &+ w
            let second = turned(b &+ first &+ z, 21)
            let sum = first &+ x &+ y
            return (sum &+ z, second &+ turned(sum, 44) &+ first)
        }
        let seed: UInt64 = 81
        var y = seed &* k1 &+ 113
        var z = mixed(y &* k2 &+ 113) &* k2
        var (v, w): ((UInt64, UInt64), (UInt64, UInt64)) = ((0, 0), (0, 0))
        var x = seed &* k2 &+ word(0)
        let end = (bytes.count - 1) / 64 * 64
        let last = end + (bytes.count - 1) % 64 - 63
        for place in stride(from: 0, to: end, by: 64) {
            x = turned(x &+ y &+ v.0 &+ word(place + 8), 37) &* k1
            y = turned(y &+ v.1 &+ word(place + 48), 42) &* k1
            x ^= w.1
            y = y &+ v.0 &+ word(place + 40)
            z = turned(z &+ w.0, 33) &* k1
            v = weak(place, v.1 &* k1, x &+ w.0)
            w = weak(place + 32, z &+ w.1, y &+ word(place + 16))
            swap(&z, &x)
        }
        let multiplier = k1 &+ (z & 0xff) << 1
        w.0 = w.0 &+ UInt64((bytes.count - 1) % 64)
        v.0 = v.0 &+ w.0
        w.0 = w.0 &+ v.0
        x = turned(x &+ y &+ v.0 &+ word(last + 8), 37) &* multiplier
        y = turned(y &+ v.1 &+ word(last + 48), 42) &* multiplier
        x ^= w.1 &* 9
        y = y &+ v.0 &* 9 &+ word(last + 40)
        z = turned(z &+ w.0, 33) &* multiplier
        v = weak(last, v.1 &* multiplier, x &+ w.0)
        w = weak(last + 32, z &+ w.1, y &+ word(last + 16))
        swap(&z, &x)
        return joined(
            joined(v.0, w.0, multiplier) &+ mixed(y) &* k0 &+ z, joined(v.1, w.1, multiplier) &+ x, multiplier)
    }

    /// SipHash-2-4 (Aumasson and Bernstein, 2012) under a key, which TensorFlow's strong hash is.
    package static func sip(_ bytes: [UInt8], key: (UInt64, UInt64)) -> UInt64 {
        var (v0, v1) = (key.0 ^ 0x736f_6d65_7073_6575, key.1 ^ 0x646f_7261_6e64_6f6d)
        var (v2, v3) = (key.0 ^ 0x6c79_6765_6e65_7261, key.1 ^ 0x7465_6462_7974_6573)
        func left(_ x: UInt64, _ count: UInt64) -> UInt64 { x << count | x >> (64 - count) }
        func round() {
            v0 = v0 &+ v1
            v1 = left(v1, 13) ^ v0
            v0 = left(v0, 32)
            v2 = v2 &+ v3
            v3 = left(v3, 16) ^ v2
            v0 = v0 &+ v3
            v3 = left(v3, 21) ^ v0
            v2 = v2 &+ v1
            v1 = left(v1, 17) ^ v2
            v2 = left(v2, 32)
        }
        let padded = bytes + Array(repeating: 0, count: 7 - bytes.count % 8) + [UInt8(truncatingIfNeeded: bytes.count)]
        for place in stride(from: 0, to: padded.count, by: 8) {
            let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(padded[place + $1]) << (8 * UInt64($1)) }
            v3 ^= word
            round()
            round()
            v0 ^= word
        }
        v2 ^= 0xff
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    /// The fingerprint of two fingerprints in order, as TensorFlow's crosses of features chain them.
    package static func chained(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let factor: UInt64 = 0xc6a4_a793_5bd1_e995
        let both = (first ^ factor ^ mixed(second &* factor) &* factor) &* factor
        return mixed(mixed(both) &* factor)
    }

    private static let k0: UInt64 = 0xc3a5_c85c_97cb_3127
    private static let k1: UInt64 = 0xb492_b66f_be98_f273
    private static let k2: UInt64 = 0x9ae1_6a3b_2f90_404f

    private static func turned(_ x: UInt64, _ count: UInt64) -> UInt64 { x >> count | x << (64 - count) }

    private static func mixed(_ x: UInt64) -> UInt64 { x ^ x >> 47 }

    private static func joined(_ u: UInt64, _ v: UInt64, _ multiplier: UInt64) -> UInt64 {
        let a = mixed((u ^ v) &* multiplier)
        return mixed((v ^ a) &* multiplier) &* multiplier
    }
}
