/// Reads the bytes of a PGM or PPM file.
struct NetpbmReader {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func image() throws -> TensorValue {
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "P"),
            let kind = Self.kinds.first(where: { $0.digit == bytes[1] })
        else {
            throw VerbatimError(
                .file, "this is no PGM or PPM image",
                received: "\(bytes.count) bytes, first `\(String(decoding: bytes.prefix(2), as: UTF8.self))`",
                expected: "first P2, P3, P5 or P6")
        }
        position = 2
        let width = try number("the width", 1...0xffff_ffff)
        let height = try number("the height", 1...0xffff_ffff)
        let largest = try number("the largest value", 1...65_535)
        let valueBytes = largest < 256 ? 1 : 2
        // A text takes a digit and a space for each value, but for the last space.
        let left = bytes.count - position
        let (area, overflows) = width.multipliedReportingOverflow(by: height)
        let most = kind.isText ? left / 2 + 1 : (left - 1) / valueBytes
        guard !overflows, area <= most / kind.channels else {
            throw VerbatimError(
                .file, "a PGM or PPM image does not fill its size", received: "\(left) bytes",
                expected: "\(width)x\(height) pixels of \(kind.channels) values",
                remedy: "the file may have been cut off")
        }
        var pixels = TensorValue(zeros: TensorType([height, width, kind.channels], .f32))
        try pixels.withUnsafeMutableElements(Float.self) { pixels in
            let scale = Float(largest)
            if kind.isText {
                for place in pixels.indices {
                    pixels[place] = Float(try number("a value", 0...largest)) / scale
                }
                skipSpace()
                return
            }
            guard Self.isSpace(bytes[position]) else { throw unexpected("a space before the pixels") }
            position += 1
            for place in pixels.indices {
                let high = Int(bytes[position])
                let value = valueBytes == 1 ? high : high << 8 | Int(bytes[position + 1])
                guard value <= largest else { throw unexpected("values up to \(largest), not \(value)") }
                pixels[place] = Float(value) / scale
                position += valueBytes
            }
        }
        guard position == bytes.count else { throw unexpected("the end of the file") }
        return pixels
    }

    private static let kinds: [(digit: UInt8, channels: Int, isText: Bool)] = [
        (UInt8(ascii: "2"), 1, true), (UInt8(ascii: "3"), 3, true), (UInt8(ascii: "5"), 1, false),
        (UInt8(ascii: "6"), 3, false),
    ]

    private mutating func number(_ what: String, _ range: ClosedRange<Int>) throws -> Int {
        let before = position
        skipSpace()
        guard position > before else { throw unexpected("a space before \(what)") }
        let start = position
        var value = 0
        while position < bytes.count, (48...57).contains(bytes[position]), position - start < 10 {
            value = value * 10 + Int(bytes[position] - 48)
            position += 1
        }
        guard position > start, range.contains(value) else {
            position = start
            throw unexpected("\(what), a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// Skips white space, and comments from `#` to the end of a line.
    private mutating func skipSpace() {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "#") {
                while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
            } else if Self.isSpace(bytes[position]) {
                position += 1
            } else {
                return
            }
        }
    }

    private func unexpected(_ expected: String) -> VerbatimError {
        let rest = bytes[position...].prefix(12).map { (32...126).contains($0) ? $0 : UInt8(ascii: "?") }
        return VerbatimError(
            .file, "a PGM or PPM image is damaged at byte \(position)",
            received: rest.isEmpty ? "the end" : "`\(String(decoding: rest, as: UTF8.self))`", expected: expected)
    }
}
